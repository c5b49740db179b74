namespace WaterCrm.Contracts.Mail;

/// <summary>Somebody has answered a message of ours by mail. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("mail.reply-received")]
public sealed record MailReplyReceived : IntegrationEvent
{
    /// <summary>By which its files can be asked for.</summary>
    public required Guid MailId { get; init; }

    /// <summary>The message that is answered, and what that was about, such as <c>complaint</c>.</summary>
    public required Guid MessageId { get; init; }
    public required string AboutKind { get; init; }
    public required Guid AboutId { get; init; }

    /// <summary>Whom the answered message was for, where that is known.</summary>
    public Guid? CustomerId { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>The address it says it comes from. Anybody can write any.</summary>
    public required string From { get; init; }
    public required string FromName { get; init; }

    /// <summary>It says it comes from the address that the message was sent to.</summary>
    public required bool IsFromAddressee { get; init; }
    public required string Title { get; init; }

    /// <summary>What is new in it, without quotation and signature; at most 20,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Names of attached files that were not kept, because of their kind or size.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public override Guid Subject => AboutId;
}
