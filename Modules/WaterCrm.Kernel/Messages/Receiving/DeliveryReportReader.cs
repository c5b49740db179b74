namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Reads what mail servers report about mails of ours: the machine-readable report (RFC 3464) where there is one, else their prose.</summary>
internal static class DeliveryReportReader
{
    private const int MostRecipients = 1_000;
    private const int LongestText = 60_000;
    private const int LongestDiagnostic = 1_000;

    /// <summary>One report for each recipient named; none when the mail is no report.</summary>
    public static IReadOnlyList<DeliveryReport> Read(ReceivedMail mail)
    {
        if (FeedbackReader.IsReport(mail)) return [];
        var parts = mail.Root.Own().ToList();
        var groups = parts.FirstOrDefault(p => p.Type is "message/delivery-status" or "message/global-delivery-status") is { } status ? StatusGroups.Read(status.Content) : [];
        var text = parts.FirstOrDefault(p => p.Type == "text/plain") is { } plain ? plain.Text(LongestText) : MailText.Cut(mail.Text, LongestText);
        var notice = Notice.Read(text);
        var original = Original.Of(parts, notice.Rest);
        var recipients = groups.Where(g => g.Has("Final-Recipient") || g.Has("Original-Recipient")).Take(MostRecipients).ToList();
        if (recipients.Count > 0) return [.. recipients.Select(g => FromGroup(g, recipients.Count == 1, notice, original))];
        if (groups.Count == 0 && !Notice.LooksLikeOne(mail, notice)) return [];
        return FromProse(mail, notice, original, isReport: groups.Count > 0);
    }

    private static DeliveryReport FromGroup(MailHeaders group, bool alone, Notice notice, Original original)
    {
        var recipient = Address(group.Raw("Final-Recipient") ?? group.Raw("Original-Recipient")!);
        var (kind, diagnostic) = Typed(group.Text("Diagnostic-Code") ?? "");
        var field = group.Text("Status") ?? "";
        var around = notice.About(recipient, alone);
        var stated = FailureCodes.Status(field);
        var said = FailureCodes.Status(diagnostic.Length > 0 || stated is not null && !IsGeneral(stated) ? diagnostic : around);
        // The server that refused knows better than the one that reports, unless it speaks generally.
        var code = FailureCodes.ReplyCode(diagnostic) ?? FailureCodes.ReplyCode(around);
        var status = said is not null && !IsGeneral(said) ? said : stated ?? said;
        var action = Action(group.Text("Action"), status);
        var words = kind == "x-unix" && diagnostic.Length > 0 ? $"x-unix; {diagnostic}" : diagnostic;
        if (words.Length > 0) words = $"{words} {FailureCodes.Stage(around)}".TrimEnd();
        return new(recipient, action, status, code, Reason(action, words, $"{field} {around}", status, code), Short(diagnostic.Length > 0 ? diagnostic : around), original.MessageId, original.Mark);
    }

    private static List<DeliveryReport> FromProse(ReceivedMail mail, Notice notice, Original original, bool isReport)
    {
        var blocks = notice.Recipients.Select(r => (Address: r, Text: notice.About(r, notice.Recipients.Count == 1))).Take(MostRecipients).ToList();
        if (blocks.Count == 0)
        {
            var failed = MailPerson.ReadAll(mail.Headers.All("X-Failed-Recipients"), null, MostRecipients).Select(p => p.Address).ToList();
            if (failed.Count == 0) failed.AddRange(original.To.Take(1));
            blocks.AddRange(failed.Select(f => (f, notice.Text)));
        }

        if (blocks.Count == 0 && isReport) blocks.Add(("", notice.Text));
        return [.. blocks.Select(b => FromBlock(b.Address, b.Text, notice, original))];
    }

    private static DeliveryReport FromBlock(string recipient, string text, Notice notice, Original original)
    {
        var status = FailureCodes.Status(text);
        var code = FailureCodes.ReplyCode(text);
        var rules = FailureRules.Shipped;
        var action = rules.Delivered.IsMatch(text) ? DeliveryAction.Delivered : rules.Delayed.IsMatch(notice.Text) ? DeliveryAction.Delayed : DeliveryAction.Failed;
        return new(recipient, action, status, code, Reason(action, text, notice.Text, status, code), Short(text), original.MessageId, original.Mark);
    }

    private static FailureReason Reason(DeliveryAction action, string diagnostic, string around, string? status, int? code) =>
        action is DeliveryAction.Failed or DeliveryAction.Delayed ? FailureRules.Shipped.Reason(diagnostic, around, status, code) : FailureReason.None;

    private static DeliveryAction Action(string? action, string? status) => action?.Split(' ', '(')[0].ToLowerInvariant() switch
    {
        "delayed" => DeliveryAction.Delayed,
        "delivered" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        _ => status is ['2', ..] ? DeliveryAction.Delivered : DeliveryAction.Failed,
    };

    private static bool IsGeneral(string status) => status.EndsWith(".0.0", StringComparison.Ordinal);

    // "rfc822; minh@example.vn"
    private static string Address(string raw) => Typed(HeaderText.Decode(raw)).Value.Trim('<', '>', ' ');

    private static (string Kind, string Value) Typed(string value)
    {
        var semicolon = value.IndexOf(';');
        var typed = semicolon is > 0 and < 30 && !value[..semicolon].Trim().Contains(' ');
        return typed ? (value[..semicolon].Trim().ToLowerInvariant(), value[(semicolon + 1)..].Trim()) : ("", value.Trim());
    }

    private static string Short(string text) => MailText.Cut(HeaderText.OneLine(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), LongestDiagnostic);
}
