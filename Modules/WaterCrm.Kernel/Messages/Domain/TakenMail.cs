namespace WaterCrm.Kernel.Messages.Domain;

/// <summary>A mail that came in and was dealt with. It is kept so that the same mail, which servers and operators like to bring twice, is dealt with once. Written by statements of its own only.</summary>
internal sealed class TakenMail
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 by which the same mail is known, also where it came by two ways: see <see cref="Incoming.MailKey"/>.</summary>
    public required byte[] Key { get; init; }

    /// <summary>As its sender gave it, without brackets; null where he gave none.</summary>
    public string? MessageId { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required MailKind Kind { get; init; }

    public required string From { get; init; }

    public required string FromName { get; init; }

    public required string Title { get; init; }

    /// <summary>What is new in it, without the quotation and the signature.</summary>
    public required string Text { get; init; }

    /// <summary>Kept files, as JSON; null where there is none.</summary>
    public string? Attachments { get; init; }

    /// <summary>The message of ours that it is about; null where none is known.</summary>
    public Guid? OwnMessageId { get; init; }

    /// <summary>Whom that message went to, folded; null where none is known.</summary>
    public string? Recipient { get; init; }

    /// <summary>It reports that the address takes no mail, and nobody has allowed the address again since.</summary>
    public bool IsHard { get; init; }

    /// <summary>By which sign it was understood, or the words of the other server.</summary>
    public required string Note { get; init; }
}
