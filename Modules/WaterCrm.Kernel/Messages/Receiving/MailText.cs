namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>What a person reads of a mail: its text, plain where there is a choice, and what hangs on it.</summary>
/// <param name="Text">Lines end with LF; empty where the mail has none.</param>
/// <param name="Attachments">In the order of the mail.</param>
internal sealed record MailText(string Text, IReadOnlyList<ReceivedAttachment> Attachments)
{
    public static MailText Read(MailPart root, MailLimits limits)
    {
        var attachments = new List<ReceivedAttachment>();
        var text = TextOf(root, attachments, limits);
        return new(Cut(text.Trim('\n', ' '), limits.TextLength), attachments);
    }

    private static string TextOf(MailPart part, List<ReceivedAttachment> attachments, MailLimits limits)
    {
        if (part.IsMultipart && part.Parts.Count > 0) return TextOfSeveral(part, attachments, limits);
        if (IsText(part)) return part.Text(limits.TextLength);
        if (attachments.Count >= limits.Attachments) throw new UnreadableMailException($"It has more than {limits.Attachments} attachments.");
        attachments.Add(new(part.FileName ?? NameOf(part, attachments.Count + 1), part.Type, part));
        return "";
    }

    private static string TextOfSeveral(MailPart part, List<ReceivedAttachment> attachments, MailLimits limits)
    {
        (bool Html, string Text)[] texts =
            [.. part.Parts.Select(p => (p.Own().Any(o => o.Type == "text/html"), TextOf(p, attachments, limits))).Where(t => !string.IsNullOrWhiteSpace(t.Item2))];
        if (part.Type != "multipart/alternative") return string.Join("\n\n", texts.Select(t => t.Text));
        return texts.OrderBy(t => t.Html).Select(t => t.Text).FirstOrDefault("");
    }

    // A multipart without parts is one whose boundary never comes: its text is better than nothing.
    private static bool IsText(MailPart part) =>
        part.Disposition.Value != "attachment" && part.FileName is null && (part.Type is "text/plain" or "text/html" or "text/enriched" || part.IsMultipart);

    private static string NameOf(MailPart part, int number) => part.Type switch
    {
        "message/rfc822" or "message/global" => FileNames.Safe(part.Parts.FirstOrDefault()?.Headers.Text("Subject")) is { } subject ? $"{subject}.eml" : $"{number}.eml",
        "message/delivery-status" or "message/feedback-report" or "text/rfc822-headers" or "text/plain" => $"{number}.txt",
        "text/html" => $"{number}.html",
        "text/calendar" => $"{number}.ics",
        "image/jpeg" => $"{number}.jpg",
        "image/png" => $"{number}.png",
        "application/pdf" => $"{number}.pdf",
        _ => $"{number}.bin",
    };

    internal static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
