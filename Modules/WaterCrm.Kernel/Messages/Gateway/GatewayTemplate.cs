using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Gateway;

/// <summary>Fills placeholders, each value escaped for where it stands. What a value holds is never read as a placeholder.</summary>
internal static partial class GatewayTemplate
{
    /// <summary>What is put into a request for each message.</summary>
    public const string To = "to", Text = "text", Sender = "sender", Id = "id";

    public static readonly IReadOnlyList<string> Known = [To, Text, Sender, Id];

    public static IEnumerable<string> NamesIn(string template) => Placeholder().Matches(template).Select(m => m.Groups[1].Value).Distinct();

    /// <param name="template">With <c>{{name}}</c>.</param>
    /// <param name="values">By their names; a placeholder without a value becomes empty.</param>
    /// <param name="escape">Makes a value harmless there.</param>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> escape) =>
        Placeholder().Replace(template, match => escape(values.GetValueOrDefault(match.Groups[1].Value, "")));

    /// <summary>How values are escaped in a body of this content type.</summary>
    public static Func<string, string> EscapeFor(string contentType) => contentType.ToLowerInvariant() switch
    {
        var json when json.Contains("json", StringComparison.Ordinal) => JsonText,
        var form when form.Contains("x-www-form-urlencoded", StringComparison.Ordinal) => UrlText,
        var xml when xml.Contains("xml", StringComparison.Ordinal) => XmlText,
        _ => text => text,
    };

    /// <summary>In ASCII: no gateway can mistake the script.</summary>
    public static string JsonText(string text) => JsonEncodedText.Encode(Whole(text)).ToString();

    public static string UrlText(string text) => Uri.EscapeDataString(Whole(text));

    private static string XmlText(string text) => SecurityElement.Escape(string.Concat(Whole(text).Where(c => c >= ' ' || c is '\n' or '\t')));

    /// <summary>Half characters, which no script has, become the sign for what cannot be read.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString()));

    [GeneratedRegex(@"\{\{\s*([a-z][a-z0-9_-]{0,39})\s*\}\}")]
    private static partial Regex Placeholder();
}
