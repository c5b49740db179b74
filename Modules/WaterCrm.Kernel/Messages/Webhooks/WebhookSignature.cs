using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Messages.Webhooks.Domain;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>Signs a delivery as the specification of Standard Webhooks (standardwebhooks.com, 1.0.0) says: HMAC-SHA256 over id, time and body.</summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id", TimeHeader = "webhook-timestamp", SignatureHeader = "webhook-signature";

    public static HttpRequestMessage Request(Uri address, string id, DateTimeOffset now, string body, string secret)
    {
        var (bytes, time) = (Encoding.UTF8.GetBytes(body), now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("User-Agent", "WaterCrm");
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(TimeHeader, time);
        request.Headers.Add(SignatureHeader, "v1," + Convert.ToBase64String(Sign(secret, id, time, bytes)));
        return request;
    }

    private static byte[] Sign(string secret, string id, string time, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        return HMACSHA256.HashData(Convert.FromBase64String(secret[Webhook.SecretMark.Length..]), signed);
    }
}
