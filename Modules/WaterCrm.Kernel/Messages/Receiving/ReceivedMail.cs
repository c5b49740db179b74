namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>A mail that came in, read but not yet understood: everything in it was written by a stranger.</summary>
internal sealed class ReceivedMail
{
    private readonly MailLimits limits;
    private readonly Lazy<ReplyText> reply;

    public ReceivedMail(MailPart root, MailText text, MailLimits limits)
    {
        (Root, Text, Attachments, this.limits) = (root, text.Text, text.Attachments, limits);
        reply = new(() => ReplyText.Of(Text));
        From = People("From");
        To = People("To");
        Cc = People("Cc");
        ReplyTo = People("Reply-To");
        Subject = Headers.Text("Subject") ?? "";
    }

    public MailPart Root { get; }

    public MailHeaders Headers => Root.Headers;

    public IReadOnlyList<MailPerson> From { get; }

    public IReadOnlyList<MailPerson> To { get; }

    public IReadOnlyList<MailPerson> Cc { get; }

    public IReadOnlyList<MailPerson> ReplyTo { get; }

    /// <summary>The address the sending server gave in its envelope; empty for <c>&lt;&gt;</c> and MAILER-DAEMON, which must never be answered; null where no server wrote it down.</summary>
    public string? ReturnPath => Headers.Raw("Return-Path") is { } raw ? People("Return-Path").FirstOrDefault()?.Address ?? Envelope(raw) : null;

    /// <summary>Empty where there is none.</summary>
    public string Subject { get; }

    public DateTimeOffset? Date => MailDate.Read(Headers.Raw("Date"));

    /// <summary>Without brackets; null where there is none.</summary>
    public string? MessageId => MessageIds.ReadAll(Headers.Raw("Message-ID"), 1).FirstOrDefault();

    public IReadOnlyList<string> InReplyTo => MessageIds.ReadAll(Headers.Raw("In-Reply-To"), limits.Addresses);

    public IReadOnlyList<string> References => MessageIds.ReadAll(Headers.Raw("References"), limits.Addresses);

    /// <summary>The whole text as it came, lines ending with LF; empty where there is none.</summary>
    public string Text { get; }

    /// <summary>The text parted into what is new, the signature and the quotation.</summary>
    public ReplyText Reply => reply.Value;

    public IReadOnlyList<ReceivedAttachment> Attachments { get; }

    private IReadOnlyList<MailPerson> People(string field) => MailPerson.ReadAll(Headers.All(field), Headers.Charset, limits.Addresses);

    private static string Envelope(string raw) =>
        raw.Trim('<', '>', ' ') is var bare && bare.Equals("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase) ? "" : bare;
}
