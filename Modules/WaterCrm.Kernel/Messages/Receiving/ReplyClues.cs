using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>By what a mail can be matched to a message or a case of ours. All of it can be forged: a clue says where to look, the sender's address who wrote.</summary>
/// <param name="Tags">What stands behind a plus in the addresses it was sent to: <c>service+TAG@</c>.</param>
/// <param name="MessageIds">The messages it answers, the nearest first.</param>
/// <param name="Numbers">Numbers such as C-2026-000123 in the subject, then in the new text, each once, in capitals.</param>
internal sealed partial record ReplyClues(IReadOnlyList<string> Tags, IReadOnlyList<string> MessageIds, IReadOnlyList<string> Numbers)
{
    private const int Most = 20;

    public static ReplyClues Of(ReceivedMail mail)
    {
        var delivered = MailPerson.ReadAll(mail.Headers.All("Delivered-To").Concat(mail.Headers.All("X-Original-To")), null, Most);
        var tags = mail.To.Concat(mail.Cc).Concat(delivered).Select(p => Tag(p.Address)).OfType<string>();
        var ids = mail.InReplyTo.Concat(mail.References.Reverse());
        var text = MailText.Cut(mail.Subject, 2_000) + "\n" + MailText.Cut(mail.Reply.New, 20_000);
        var numbers = NumberPattern().Matches(text).Select(m => m.Value.ToUpperInvariant());
        return new([.. tags.Distinct().Take(Most)], [.. ids.Distinct().Take(Most)], [.. numbers.Distinct().Take(Most)]);
    }

    private static string? Tag(string address)
    {
        var local = address[..address.LastIndexOf('@')];
        var plus = local.IndexOf('+');
        return plus > 0 && plus + 1 < local.Length ? local[(plus + 1)..] : null;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9\-])[A-Za-z]{1,4}-20\d\d-\d{4,9}(?![0-9])")]
    private static partial Regex NumberPattern();
}
