using System.Net;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>Which addresses may be told. Whether a name leads into a private network is asked when it is connected to, each time.</summary>
internal static class WebhookAddress
{
    public const int Longest = 2000;

    /// <summary>Null where it may not be told.</summary>
    public static Uri? Read(string? typed, WebhookSettings settings) =>
        typed?.Trim() is { Length: > 0 and <= Longest } text && !text.Any(char.IsControl) && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == "https" || (address.Scheme == "http" && settings.AllowsHttp)) && address.UserInfo.Length == 0 && address.Fragment.Length == 0 && address.Host.Length > 0
        && (!IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) || PublicAddress.Is(ip) || settings.OwnHostList.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase)) ? address : null;
}
