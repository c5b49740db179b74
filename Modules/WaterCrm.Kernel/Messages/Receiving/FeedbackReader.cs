namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Somebody pressed "this is spam" on a mail of ours, and their provider tells us (RFC 5965); or the provider reports on a failed
/// authentication (RFC 6591), which is no complaint of a person.</summary>
/// <param name="Kind">RFC 5965, 7.3: abuse, fraud, virus, not-spam, auth-failure, other.</param>
/// <param name="Recipients">Who complained, as far as the report or our returned mail says; providers like to black it out.</param>
internal sealed record Feedback(string Kind, IReadOnlyList<string> Recipients, string? OriginalMessageId, string? Mark, string? SourceIp)
{
    /// <summary>Whether a person does not want our mail, so that no more news may be sent.</summary>
    public bool IsComplaint => Kind is "abuse" or "fraud" or "opt-out" or "opt-out-list" or "complaint" or "other";
}

internal static class FeedbackReader
{
    private const int Most = 100;

    /// <summary>Whether a provider's program wrote it: a wish to hear no more may come from a person.</summary>
    public static bool IsReport(ReceivedMail mail) => Read(mail) is { } feedback && (feedback.Kind != "opt-out" || mail.Root.Type == "multipart/report");

    /// <summary>Null when the mail is no such report.</summary>
    public static Feedback? Read(ReceivedMail mail)
    {
        var parts = mail.Root.Own().ToList();
        if (parts.FirstOrDefault(p => p.Type == "message/feedback-report") is not { } report) return InProse(mail, parts);
        var fields = StatusGroups.Read(report.Content).FirstOrDefault() ?? MailHeaders.None;
        var original = Original.Of(parts, "");
        var named = fields.All("Original-Rcpt-To").Concat(fields.All("Removal-Recipient"));
        var recipients = MailPerson.ReadAll(named, null, Most).Select(p => p.Address).ToList();
        if (recipients.Count == 0) recipients.AddRange(original.To.Where(a => !a.StartsWith("redacted", StringComparison.OrdinalIgnoreCase)));
        var kind = fields.Text("Feedback-Type")?.Trim().ToLowerInvariant();
        return new(string.IsNullOrEmpty(kind) ? "abuse" : kind, recipients, original.MessageId, original.Mark, fields.Text("Source-IP"));
    }

    // Some providers write no report but a line of JSON, a plain mail with ours in it, or the wish in the subject.
    private static Feedback? InProse(ReceivedMail mail, List<MailPart> parts)
    {
        var rules = FailureRules.Shipped;
        var subject = MailText.Cut(mail.Subject, 200);
        if (rules.OptOutSubject.IsMatch(subject)) return new("opt-out", [.. mail.From.Select(f => f.Address)], mail.InReplyTo.FirstOrDefault(), null, null);
        if (rules.ComplaintSubject.IsMatch(subject) && parts.FirstOrDefault(p => p.IsMail) is { Parts: [var ours, ..] })
        {
            var original = Original.Of(parts, "");
            var named = MailPerson.ReadAll(ours.Headers.All("X-HmXmrOriginalRecipient"), null, Most).Select(p => p.Address).ToList();
            return new("complaint", named.Count > 0 ? named : original.To, original.MessageId, original.Mark, null);
        }

        if (!rules.Complaint.IsMatch(MailText.Cut(mail.Text, 2_000))) return null;
        return new("complaint", Notice.Read(MailText.Cut(mail.Text, 20_000)).Recipients, null, null, null);
    }
}
