using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>A mail server's prose: whom it names, and what it says about each.</summary>
/// <param name="Text">All of it, up to the copy of our mail.</param>
/// <param name="Rest">The copy of our mail; empty where there is none.</param>
internal sealed record Notice(string Text, string Rest)
{
    private const int MostLines = 3_000;
    private const int LongestLine = 2_000;
    private const int MostRecipients = 1_000;

    private readonly Dictionary<string, StringBuilder> about = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Recipients { get; private set; } = [];

    public static Notice Read(string text)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd()).ToArray();
        var end = Array.FindIndex(lines, l => l.Length < LongestLine && FailureRules.Shipped.OriginalBegins.Any(o => o.IsMatch(l)));
        if (end < 0) end = lines.Length;
        var notice = new Notice(string.Join('\n', lines[..end]), string.Join('\n', lines.Skip(end + 1)));
        notice.Part(lines.Take(Math.Min(end, MostLines)));
        return notice;
    }

    /// <summary>Whether a mail without a machine-readable report is one nevertheless: by its sender or subject, and by naming whom it is about.</summary>
    public static bool LooksLikeOne(ReceivedMail mail, Notice notice)
    {
        var rules = FailureRules.Shipped;
        if (mail.Headers.Has("X-Failed-Recipients")) return true;
        var subject = rules.NoticeSubject.Any(s => s.IsMatch(mail.Subject));
        var sender = mail.From.Any(f => rules.NoticeSender.IsMatch(f.Address)) || rules.NoticeSender.IsMatch(mail.Headers.Text("From") ?? "");
        return subject && (sender || notice.Recipients.Count > 0) || sender && notice.Recipients.Count > 0;
    }

    /// <summary>The lines about one recipient; all when it is the only one, or is not named.</summary>
    public string About(string recipient, bool alone) => alone || !about.TryGetValue(recipient, out var lines) ? alone ? Text : "" : lines.ToString();

    private void Part(IEnumerable<string> lines)
    {
        StringBuilder? current = null;
        var order = new List<string>();
        foreach (var line in lines)
        {
            if (line.Length <= LongestLine && Named(line) is { } recipient && order.Count < MostRecipients)
            {
                if (!about.TryGetValue(recipient, out current))
                {
                    about[recipient] = current = new();
                    order.Add(recipient);
                }
            }

            current?.Append(line).Append('\n');
        }

        Recipients = order;
    }

    private static string? Named(string line)
    {
        if (!line.Contains('@')) return null;
        foreach (var pattern in FailureRules.Shipped.Recipients)
        {
            if (pattern.Match(line) is { Success: true } found) return found.Groups["a"].Value.TrimEnd('.');
        }

        return null;
    }
}
