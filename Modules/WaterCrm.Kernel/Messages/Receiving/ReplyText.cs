using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>A mail's text in three: what its writer wrote now, the signature, and what was quoted. The marks by which they are told apart are data
/// (<c>reply-marks.json</c>); a program that uses others leaves its quotation in <paramref name="New"/>.</summary>
internal sealed record ReplyText(string New, string Signature, string Quote)
{
    private const int LongestMark = 500;

    public static ReplyText Of(string text)
    {
        var lines = text.Split('\n');
        var written = new List<string>();
        var quoted = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            var attribution = AttributionLines(lines, i);
            if (attribution > 0 && !QuoteFollows(lines, i + attribution) || IsSeparator(lines, i))
            {
                quoted.AddRange(lines[i..]);
                break;
            }

            if (attribution > 0) quoted.AddRange(lines[i..(i += attribution)]);
            (i < lines.Length && lines[i].StartsWith('>') ? quoted : written).Add(i < lines.Length ? lines[i] : "");
        }

        var signature = written.FindIndex(IsSignature);
        // A signature that begins the text is no signature: the whole mail would be gone.
        if (signature < 0 || written.Take(signature).All(string.IsNullOrWhiteSpace)) signature = written.Count;
        return new(Joined(written.Take(signature)), Joined(written.Skip(signature)), Joined(quoted));
    }

    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines).Trim();

    // Programs break "On ... wrote:" over up to three lines.
    private static int AttributionLines(string[] lines, int at)
    {
        var joined = lines[at].Trim();
        if (IsAttribution(joined, ReplyMarks.Shipped.Attribution)) return 1;
        for (var count = 2; count <= 3 && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1].Trim();
            // What stands before a whole "On ... wrote:" was written by the person.
            if (joined.Length == 0 || line.Length == 0 || joined.Length + line.Length > LongestMark || IsAttribution(line, ReplyMarks.Shipped.Attribution)) return 0;
            joined = $"{joined} {line}";
            if (IsAttribution(joined, ReplyMarks.Shipped.AttributionBroken)) return count;
        }

        return 0;
    }

    private static bool IsAttribution(string line, IReadOnlyList<Regex> marks) =>
        line.Length is > 0 and <= LongestMark && line[^1] is (':' or '：') && marks.Any(m => m.IsMatch(line));

    private static bool QuoteFollows(string[] lines, int at)
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at])) at++;
        return at < lines.Length && lines[at].StartsWith('>');
    }

    private static bool IsSeparator(string[] lines, int at)
    {
        var line = lines[at].Trim();
        if (line.Length is 0 or > LongestMark) return false;
        if (ReplyMarks.Shipped.Separator.Any(s => s.IsMatch(line))) return true;
        // Outlook's copy of the header: "From:" and at least two more of its lines close behind.
        return ReplyMarks.Shipped.HeaderFirst.IsMatch(line)
            && lines.Skip(at + 1).Take(8).Count(l => l.Length <= LongestMark && ReplyMarks.Shipped.HeaderNext.IsMatch(l.Trim())) >= 2;
    }

    private static bool IsSignature(string line) => line is "--" or "-- " || line.Length is > 0 and <= 120 && ReplyMarks.Shipped.Signature.Any(s => s.IsMatch(line.Trim()));
}
