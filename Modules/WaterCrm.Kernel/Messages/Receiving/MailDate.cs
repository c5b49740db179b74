using System.Globalization;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Dates of mails (RFC 5322, 3.3, with the old zones of 4.3).</summary>
internal static class MailDate
{
    private static readonly string[] Forms = ["d MMM yyyy H:m:s zzz", "d MMM yyyy H:m zzz", "d MMM yy H:m:s zzz", "d MMM yy H:m zzz"];

    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GMT"] = "+0000", ["UT"] = "+0000", ["UTC"] = "+0000", ["Z"] = "+0000", ["EST"] = "-0500", ["EDT"] = "-0400",
        ["CST"] = "-0600", ["CDT"] = "-0500", ["MST"] = "-0700", ["MDT"] = "-0600", ["PST"] = "-0800", ["PDT"] = "-0700",
    };

    /// <summary>Null where it is none. A date without a zone is taken as UTC.</summary>
    public static DateTimeOffset? Read(string? raw)
    {
        if (raw is null || raw.Length > 200) return null;
        var text = raw.Split('(')[0];
        if (text.IndexOf(',') is >= 0 and < 12 and var comma) text = text[(comma + 1)..];
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (words.Count is < 4 or > 6) return null;
        if (words.Count == 4) words.Add("+0000");
        words[4] = Zone(words[4]);
        return DateTimeOffset.TryParseExact(string.Join(' ', words.Take(5)), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private static string Zone(string word)
    {
        var zone = Zones.GetValueOrDefault(word, word);
        return zone is ['+' or '-', _, _, _, _] ? $"{zone[..3]}:{zone[3..]}" : "+00:00";
    }
}
