namespace WaterCrm.Contracts.Mail;

/// <summary>Somebody has written a mail that answers none of ours. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("mail.received")]
public sealed record MailReceived : IntegrationEvent
{
    /// <summary>By which its files can be asked for.</summary>
    public required Guid MailId { get; init; }

    /// <summary>The address it says it comes from. Anybody can write any.</summary>
    public required string From { get; init; }
    public required string FromName { get; init; }
    public required string Title { get; init; }

    /// <summary>What is new in it, without quotation and signature; at most 20,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Numbers such as C-2026-000123 that stand in it.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Names of attached files that were not kept, because of their kind or size.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public override Guid Subject => MailId;
}
