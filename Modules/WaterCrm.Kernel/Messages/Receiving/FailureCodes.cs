using System.Globalization;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Status codes (RFC 3463) and reply codes (RFC 5321) within prose. Every look around is of a fixed length, so the search is linear.</summary>
internal static partial class FailureCodes
{
    public static string? Status(string text) =>
        StatusPattern().Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    public static int? ReplyCode(string text) =>
        ReplyPattern().Match(text) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>To which command the server answered, as postfix says it: <c>in reply to RCPT TO command</c>; empty where it is not said.</summary>
    public static string Stage(string text) => StagePattern().Match(text) is { Success: true } found ? $"({found.Value})" : "";

    /// <summary>Without codes, addresses and links: what is left was written to be read, and an address named "full@" or "unknown@" says nothing.</summary>
    public static string WordsOnly(string text)
    {
        text = LinkPattern().Replace(text, " ");
        text = AddressPattern().Replace(text, "@");
        text = CodePattern().Replace(text, " ");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)")]
    private static partial Regex StatusPattern();

    // Not a year, a port or a size: at the beginning, after a colon, a quotation mark or a word that announces it.
    [GeneratedRegex(@"(?:^|said: |[:;'""(]\s?|error: |code |<<< |\n\s{0,8})(?:SMTP error )?([245][0-5]\d)(?=[\s\-.:,]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ReplyPattern();

    [GeneratedRegex(@"\b[245][0-5]\d[ \-](?:[245]\.\d{1,3}\.\d{1,3}\b)?")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"in\s{1,20}reply\s{1,20}to\s{1,20}[a-z\s]{4,40}command", RegexOptions.IgnoreCase)]
    private static partial Regex StagePattern();

    [GeneratedRegex(@"https?://[^\s<>]+")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"<?[^\s<>@""'(),;:|]{1,64}@[^\s<>""'(),;:|]{1,255}>?")]
    private static partial Regex AddressPattern();
}
