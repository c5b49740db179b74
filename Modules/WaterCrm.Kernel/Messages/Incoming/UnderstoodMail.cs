using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>A mail that came in, as far as it can be understood without the database.</summary>
internal sealed record UnderstoodMail
{
    private const int LongestText = 20_000;
    private const int Most = 20;

    public required byte[] Key { get; init; }

    public string? MessageId { get; init; }

    /// <summary>A reply is one only when the database knows what it answers.</summary>
    public required MailKind Kind { get; init; }

    public required string From { get; init; }

    public required string FromName { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>By which sign it was understood; empty for most.</summary>
    public string Note { get; init; } = "";

    /// <summary>Messages of ours that it names, the nearest first. Only whoever has got such a mail knows its id.</summary>
    public IReadOnlyList<Guid> Named { get; init; } = [];

    /// <summary>Who complained, as far as the provider says.</summary>
    public IReadOnlyList<string> Complainers { get; init; } = [];

    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>The one report that says most: a failure before a delay before a delivery.</summary>
    public DeliveryReport? Report { get; init; }

    /// <summary>It has the part that programs read (RFC 3464).</summary>
    public bool IsMachineReadable { get; init; }

    public IReadOnlyList<StoredFile> Attachments { get; init; } = [];

    /// <summary>Attachments of kinds that are not kept, by their names.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether files of it are kept: what programs write has none that anybody wants.</summary>
    public bool IsFromSomebody => Kind is MailKind.Reply or MailKind.New;

    /// <param name="mail">As it was read.</param>
    /// <param name="raw">Its bytes.</param>
    /// <param name="isOurs">Whether an address is one from which we write.</param>
    public static UnderstoodMail Of(ReceivedMail mail, ReadOnlySpan<byte> raw, Func<string, bool> isOurs)
    {
        var from = mail.From.FirstOrDefault() ?? new MailPerson("", "");
        var clues = ReplyClues.Of(mail);
        var understood = new UnderstoodMail
        {
            Key = MailKey.Of(mail, raw), MessageId = mail.MessageId is { } id ? Cleaned.Line(id, 300) : null, Kind = MailKind.New,
            From = Cleaned.Line(from.Address, 400), FromName = Cleaned.Line(from.Name, 200), Title = Cleaned.Line(mail.Subject, 300),
            Text = Cleaned.Lines(mail.Reply.New is { Length: > 0 } written ? written : mail.Text, LongestText), Numbers = clues.Numbers,
            Named = [.. clues.MessageIds.Select(MailNames.MessageOf).Concat(clues.Tags.Select(Tagged)).OfType<Guid>().Distinct().Take(Most)],
        };
        return WrittenByProgram(understood, mail) ?? WrittenBySomebody(understood, mail, isOurs);
    }

    private static UnderstoodMail? WrittenByProgram(UnderstoodMail mail, ReceivedMail read)
    {
        if (FeedbackReader.Read(read) is { } feedback)
        {
            if (!FeedbackReader.IsReport(read)) return mail with { Kind = MailKind.Unsubscription, Note = feedback.Kind };
            return mail with
            {
                Kind = feedback.IsComplaint ? MailKind.Complaint : MailKind.Automatic, Note = Cleaned.Line(feedback.Kind, 100),
                Complainers = [.. feedback.Recipients.Take(Most)], Named = Ids(feedback.OriginalMessageId, feedback.Mark),
            };
        }

        if (DeliveryReportReader.Read(read) is not { Count: > 0 } reports) return null;
        var report = reports.OrderBy(r => r.IsHard ? 0 : 1).ThenBy(r => r.Action).First();
        return mail with
        {
            Kind = report.Action is DeliveryAction.Failed or DeliveryAction.Delayed ? MailKind.Failure : MailKind.Delivery, Report = report,
            Note = Cleaned.Line($"{report.Action}: {report.Status} {report.Reason} {report.Diagnostic}", 1_000), Named = Ids(report.OriginalMessageId, report.Mark),
            IsMachineReadable = read.Root.Own().Any(p => p.Type is "message/delivery-status" or "message/global-delivery-status"),
        };
    }

    private static UnderstoodMail WrittenBySomebody(UnderstoodMail mail, ReceivedMail read, Func<string, bool> isOurs)
    {
        if (AutomaticMail.Is(read) is { } sign) return mail with { Kind = MailKind.Automatic, Note = sign.ToString() };
        if (isOurs(mail.From)) return mail with { Kind = MailKind.Automatic, Note = nameof(AutomaticSign.OurOwn) };
        if (IsMarkedAsSpam(read)) return mail with { Kind = MailKind.Spam };
        return mail.Named.Count > 0 ? mail with { Kind = MailKind.Reply } : mail;
    }

    /// <summary>As SpamAssassin and Rspamd write it. Our own server strips such headers of strangers and writes its own.</summary>
    private static bool IsMarkedAsSpam(ReceivedMail mail) =>
        Says(mail, "X-Spam-Flag") || Says(mail, "X-Spam") || Says(mail, "X-Spam-Status");

    private static bool Says(ReceivedMail mail, string header) => mail.Headers.Text(header)?.TrimStart().StartsWith("yes", StringComparison.OrdinalIgnoreCase) is true;

    private static IReadOnlyList<Guid> Ids(params string?[] references) => [.. references.OfType<string>().Select(MailNames.MessageOf).OfType<Guid>().Distinct()];

    private static Guid? Tagged(string tag) => Guid.TryParseExact(tag, "N", out var id) ? id : null;
}
