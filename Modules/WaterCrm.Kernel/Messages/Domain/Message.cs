using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Kernel.Messages.Domain;

/// <summary>
/// One message to one address. It is unique per purpose, subject and recipient, so that whatever runs twice writes once;
/// and its state changes to <see cref="MessageState.Sending"/> in the database before the transport hears of it.
/// Written by statements of its own only: two who change it at once must not undo each other.
/// </summary>
internal sealed class Message
{
    public const int LongestPurpose = 128;

    public Guid Id { get; init; }

    /// <summary>Which text it has, such as <c>people.invitation</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is sent for. The second sending of the same to the same is the first one.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it is about, such as <c>complaint</c>, and which.</summary>
    public required string SubjectKind { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>Where it goes, as it is compared: folded, with its channel.</summary>
    public required string Recipient { get; init; }

    public required string Channel { get; init; }

    /// <summary>Where it goes, as it is written.</summary>
    public required string Address { get; init; }

    /// <summary>What a limit per receiving server counts: the part of a mail address after the @; empty elsewhere.</summary>
    public string Domain { get; init; } = "";

    public string Name { get; init; } = "";

    public Guid? PersonId { get; init; }

    public Guid? CustomerId { get; init; }

    public required MessageTopic Topic { get; init; }

    /// <summary>Which kind of news it is; null where it cannot be refused.</summary>
    public string? News { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required MessagePriority Priority { get; init; }

    public MessageState State { get; init; }

    /// <summary>Not before this.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>After this it helps nobody any more and is not sent; null where it always does.</summary>
    public DateTime? UselessAt { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public int Tries { get; init; }

    /// <summary>When it was last handed to a transport.</summary>
    public DateTime? TriedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>The process that handed it over.</summary>
    public string? HeldBy { get; init; }

    /// <summary>What the other side knows it by: the Message-ID of a mail, the number of a gateway.</summary>
    public string? Reference { get; init; }

    public string? Failure { get; init; }

    /// <summary>Parts that a text message was cut into; 1 elsewhere.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>Who posted or printed it, or said that it cannot be; null where a transport took it.</summary>
    public string? HandledBy { get; init; }

    /// <summary>When the colleague opened the notice; null elsewhere.</summary>
    public DateTime? ReadAt { get; init; }

    /// <summary>Minor units of the utility's currency; null where nobody said what it costs.</summary>
    public long? Cost { get; init; }

    /// <summary>The message that this one repeats, and why somebody wanted it.</summary>
    public Guid? Repeats { get; init; }

    public string? Reason { get; init; }

    public MessageContent Content { get; init; } = null!;

    public static string RecipientOf(string channel, string address) => $"{channel}:{(channel == MessageChannels.Email ? address.ToLowerInvariant() : address)}";
}

/// <summary>The words of a message, apart from it: no list loads them.</summary>
internal sealed class MessageContent
{
    public Guid MessageId { get; init; }

    /// <summary>The texts are closed with the host's keys, and forgotten when the message has gone.</summary>
    public bool IsSealed { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Further headers of a mail, as JSON.</summary>
    public string? Headers { get; init; }

    /// <summary>Kept files that go along, as JSON.</summary>
    public string? Attachments { get; init; }
}
