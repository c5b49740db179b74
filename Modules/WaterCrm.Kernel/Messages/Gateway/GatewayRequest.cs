using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using WaterCrm.Kernel.Messages.Sending;

namespace WaterCrm.Kernel.Messages.Gateway;

/// <summary>Reads the lines of the settings and makes of them what a gateway is asked.</summary>
internal static class GatewayRequest
{
    // What says where a request ends and to whom it goes is not for settings.
    private static readonly string[] Reserved = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Content-Type", "Expect", "Upgrade", "TE", "Trailer", "Keep-Alive", "Proxy-Connection"];

    /// <returns>Null where the address would become longer than an address can be.</returns>
    public static HttpRequestMessage? Of(GatewaySettings settings, OutgoingMessage message)
    {
        Dictionary<string, string> values = new(Lines(settings.Placeholders, '=') ?? [])
        {
            [GatewayTemplate.To] = NumberForms.Write(message.Address, settings.NumberForm), [GatewayTemplate.Text] = message.Text,
            [GatewayTemplate.Sender] = settings.Sender, [GatewayTemplate.Id] = message.Id.ToString("N"),
        };
        if (!Uri.TryCreate(GatewayTemplate.Fill(settings.Address.Trim(), values, GatewayTemplate.UrlText), UriKind.Absolute, out var address)) return null;
        var request = new HttpRequestMessage(new HttpMethod(settings.Method), address);
        if (settings.Body.Length > 0 && settings.Method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(GatewayTemplate.Fill(settings.Body, values, GatewayTemplate.EscapeFor(settings.ContentType))));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", settings.ContentType);
        }

        foreach (var (name, line) in Lines(settings.Headers, ':') ?? [])
            if (GatewayTemplate.Fill(line, values, text => text) is var value && !request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);   // such as Content-Language
        return request;
    }

    /// <summary>Name and value of each line; empty where nothing or only a - stands; null where a line is none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Lines(string text, char between)
    {
        List<KeyValuePair<string, string>> lines = [];
        if (text.Trim() is "-") return lines;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(between, 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } value] || value.Any(char.IsControl)) return null;
            lines.Add(new(name, value));
        }

        return lines.DistinctBy(l => l.Key.ToLowerInvariant()).Count() == lines.Count ? lines : null;
    }

    /// <summary>A header that can stand in a request and does not change where it ends.</summary>
    public static bool MayStand(string name, string value) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) && value.All(c => c is >= ' ' and <= '~')
        && GatewayTemplate.NamesIn(value).All(n => n is not (GatewayTemplate.To or GatewayTemplate.Text or GatewayTemplate.Sender));

    /// <summary>The address with something harmless in each place; null where it is none, or a value would decide to whom it goes.</summary>
    public static Uri? AddressOf(string template)
    {
        var plain = GatewayTemplate.Fill(template.Trim(), new Dictionary<string, string>(), _ => "0");
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Fragment.Length > 0 || plain.Any(char.IsControl)) return null;
        var question = template.IndexOf('?', StringComparison.Ordinal);
        return GatewayTemplate.NamesIn(question < 0 ? template : template[..question]).Any() ? null : address;
    }

    /// <summary>In JSON a value outside of quotation marks would be read as JSON.</summary>
    public static bool IsSound(string body, string contentType)
    {
        if (!contentType.Contains("json", StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            using var read = JsonDocument.Parse(GatewayTemplate.Fill(body, new Dictionary<string, string>(), _ => "x"));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static bool IsContentType(string type) => type.All(char.IsAscii) && MediaTypeHeaderValue.TryParse(type, out _);

    /// <summary>Whether the status is named by <c>200 202</c> or <c>2xx</c>; null where a word is neither.</summary>
    public static bool? Names(string statuses, int status)
    {
        var isNamed = false;
        foreach (var word in statuses.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is not [>= '1' and <= '5', _, _] || !(word[1..] is "xx" || word[1..].All(char.IsAsciiDigit))) return null;
            isNamed |= word[1..] == "xx" ? status / 100 == word[0] - '0' : status == int.Parse(word, CultureInfo.InvariantCulture);
        }

        return isNamed;
    }
}
