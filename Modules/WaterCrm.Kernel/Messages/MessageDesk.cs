using System.Text.Json;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages;

/// <summary>A message that is to go to somebody.</summary>
public sealed record MessageOrder
{
    /// <summary>Which text it has, such as <c>complaints.received</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Such as <c>service</c> or <c>news</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>What it is sent for, at most 128 characters. Together with what it is about and who gets it, it is sent once, however often it is ordered.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it is about, such as <c>complaint</c>, and which one.</summary>
    public required (string Kind, Guid Id) About { get; init; }

    /// <summary>The code of the way it goes.</summary>
    public required string Channel { get; init; }

    /// <summary>An e-mail address, a telephone number, whatever the channel asks for.</summary>
    public required string Address { get; init; }

    public string Name { get; init; } = "";

    public Guid? PersonId { get; init; }

    public Guid? CustomerId { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Parts that a text message is cut into.</summary>
    public int Parts { get; init; } = 1;

    public MessagePriority Priority { get; init; } = MessagePriority.Normal;

    /// <summary>Not before this moment, in UTC; null for at once.</summary>
    public DateTime? NotBefore { get; init; }

    /// <summary>After this moment, in UTC, it helps nobody any more and is not sent.</summary>
    public DateTime? UselessAt { get; init; }

    /// <summary>Further headers of a mail.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<StoredFile> Attachments { get; init; } = [];

    /// <summary>The message that this one repeats, and why.</summary>
    public (Guid Message, string Reason)? Repeats { get; init; }
}

/// <summary>A message in the outbox.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="IsNew">False where the same was ordered before: then nothing more is sent.</param>
public sealed record OrderedMessage(Guid Id, bool IsNew);

/// <summary>Takes messages to people, inside the command that is the reason for them: what is rolled back is not sent.</summary>
public sealed class MessageDesk(CommandScope command, KeptFiles kept, MessageSignal signal, SendingSettings settings, IActor actor, TimeProvider clock)
{
    private const int LongestText = 1_000_000;   // characters; a letter has three thousand

    /// <returns>The message, or why it can never be sent.</returns>
    public async Task<Result<OrderedMessage>> Order(MessageOrder order, CancellationToken token)
    {
        if (Wrong(order) is { } error) return error;
        var address = order.Channel == Channels.Sms ? PhoneNumber.Normalise(order.Address)! : order.Address;
        var (id, now, recipient) = (Ids.New(clock), clock.Utc(), Message.RecipientOf(order.Channel, address));
        var made = await command.Hold!.Execute(
            "INSERT INTO kernel_message (\"Id\", \"Kind\", \"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\", \"Channel\", \"Address\", \"Domain\", \"Name\", \"PersonId\", \"CustomerId\", \"Topic\", \"Language\", \"Title\", \"Priority\", " +
            "\"State\", \"DueAt\", \"UselessAt\", \"CreatedAt\", \"CreatedBy\", \"Tries\", \"Parts\", \"Repeats\", \"Reason\") VALUES (@id, @kind, @purpose, @about, @which, @recipient, @channel, @address, @domain, @name, @person, @customer, @topic, @language, @title, @priority, " +
            "'Queued', @due, @useless, @now, @by, 0, @parts, @repeats, @reason) ON CONFLICT (\"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\") DO NOTHING",
            token, ("@id", id), ("@kind", order.Kind), ("@purpose", order.Purpose), ("@about", order.About.Kind), ("@which", order.About.Id), ("@recipient", recipient), ("@channel", order.Channel), ("@address", address),
            ("@domain", order.Channel == Channels.Mail ? MailAddresses.DomainOf(address) : ""), ("@name", Cut(order.Name, 200)), ("@person", order.PersonId), ("@customer", order.CustomerId), ("@topic", order.Topic),
            ("@language", order.Language), ("@title", Cut(order.Title, 300)), ("@priority", (int)order.Priority), ("@due", order.NotBefore ?? now), ("@useless", order.UselessAt), ("@now", now), ("@by", Cut(actor.Name, 256)),
            ("@parts", order.Parts), ("@repeats", order.Repeats?.Message), ("@reason", order.Repeats is { } repeat ? Cut(repeat.Reason, 300) : null));
        if (made == 0) return new OrderedMessage(await Earlier(order, recipient, token), IsNew: false);

        await command.Hold!.Execute(
            "INSERT INTO kernel_message_content (\"MessageId\", \"Text\", \"Html\", \"Headers\", \"Attachments\") VALUES (@id, @text, @html, @headers, @attachments)",
            token, ("@id", id), ("@text", order.Text), ("@html", order.Html), ("@headers", order.Headers.Count == 0 ? null : JsonSerializer.Serialize(order.Headers)),
            ("@attachments", order.Attachments.Count == 0 ? null : JsonSerializer.Serialize(order.Attachments)));
        await kept.Keep(order.Attachments, token);
        command.AfterCommit(signal.Raise);
        return new OrderedMessage(id, IsNew: true);
    }

    private async Task<Guid> Earlier(MessageOrder order, string recipient, CancellationToken token)
    {
        await using var find = command.Hold!.Connection.Statement(command.Hold.Transaction,
            "SELECT \"Id\" FROM kernel_message WHERE \"Purpose\" = @purpose AND \"SubjectKind\" = @about AND \"SubjectId\" = @which AND \"Recipient\" = @recipient",
            ("@purpose", order.Purpose), ("@about", order.About.Kind), ("@which", order.About.Id), ("@recipient", recipient));
        await using var row = await find.ExecuteReaderAsync(token);
        await row.ReadAsync(token);
        return row.Id(0);
    }

    private Error? Wrong(MessageOrder order)
    {
        if (order.Channel == Channels.Mail && !MailAddresses.LooksRight(order.Address)) return MessageErrors.NoMailAddress.With(order.Address);
        if (order.Channel == Channels.Sms && PhoneNumber.Normalise(order.Address) is null) return MessageErrors.NoNumber.With(order.Address);
        if (order.Address.Length is 0 or > 320) return MessageErrors.NoAddress;
        if (order.Text.Length + (order.Html?.Length ?? 0) > LongestText) return MessageErrors.TooLong;
        return order.Attachments.Sum(f => f.Size) > settings.AttachmentMegabytes * 1024L * 1024 ? MessageErrors.AttachmentsTooLarge.With(settings.AttachmentMegabytes) : null;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
