using WaterCrm.Kernel.Messages.Templates;
using System.Text.Json;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages;

/// <summary>To whom a message goes, how, and what for.</summary>
public sealed record Envelope
{
    /// <summary>What it is sent for, at most 128 characters. Together with what it is about and who gets it, it is sent once, however often it is ordered.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it is about, such as <c>complaint</c>, and which one.</summary>
    public required (string Kind, Guid Id) About { get; init; }

    /// <summary>The code of the way it goes, of <see cref="MessageChannels"/> or of a transport that a module brings.</summary>
    public required string Channel { get; init; }

    /// <summary>An e-mail address, a telephone number, whatever the channel asks for.</summary>
    public required string Address { get; init; }

    public string Name { get; init; } = "";

    public Guid? PersonId { get; init; }

    public Guid? CustomerId { get; init; }

    /// <summary>The receiver's.</summary>
    public required string Language { get; init; }

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

/// <summary>What stands in a message.</summary>
/// <param name="Kind">Which text it is, such as <c>complaints.received</c>.</param>
/// <param name="Topic">Whether it can be refused.</param>
/// <param name="Title">One line: the subject of a mail, the heading in a list. At most 300 characters.</param>
/// <param name="Text">As plain text.</param>
/// <param name="Html">The same as a page, where the channel has pages.</param>
public sealed record Wording(string Kind, MessageTopic Topic, string Title, string Text, string? Html = null)
{
    /// <summary>The language it is in, which is not always the receiver's; null for that.</summary>
    public string? Language { get; init; }
}

/// <summary>A message in the outbox.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="IsNew">False where the same was ordered before: then nothing more is sent.</param>
public sealed record OrderedMessage(Guid Id, bool IsNew)
{
    /// <summary>Why it is not sent; null where it is, and where it was ordered before.</summary>
    public SuppressionReason? Suppressed { get; init; }
}

/// <summary>Takes messages to people, inside the command that is the reason for them: what is rolled back is not sent.</summary>
public sealed class MessageDesk
{
    private const int LongestText = 1_000_000;   // characters; a letter has three thousand
    private readonly CommandScope command;
    private readonly KeptFiles kept;
    private readonly MessageSignal signal;
    private readonly SendingSettings settings;
    private readonly MessageTexts texts;
    private readonly Suppressions suppressions;
    private readonly Seal seal;
    private readonly IActor actor;
    private readonly TimeProvider clock;

    internal MessageDesk(CommandScope command, KeptFiles kept, MessageSignal signal, SendingSettings settings, MessageTexts texts, Suppressions suppressions, Seal seal, IActor actor, TimeProvider clock) =>
        (this.command, this.kept, this.signal, this.settings, this.texts, this.suppressions, this.seal, this.actor, this.clock) = (command, kept, signal, settings, texts, suppressions, seal, actor, clock);

    /// <summary>Orders a message of a kind, in the text that is in force.</summary>
    /// <param name="order">To whom.</param>
    /// <param name="kind">The code of a registered <see cref="MessageKind"/>.</param>
    /// <param name="values">By the names of its placeholders.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The message, or why it can never be sent: an address that is none, a value that is missing.</returns>
    public async Task<Result<OrderedMessage>> Write(Envelope order, string kind, IReadOnlyDictionary<string, object?> values, CancellationToken token)
    {
        var rendered = await texts.Render(kind, order.Language, values, token);
        if (rendered.Error is { } missing) return missing;
        var text = rendered.Value;
        var (title, body, html) = order.Channel switch
        {
            MessageChannels.Sms => (text.Subject, text.Sms, null),
            MessageChannels.App => (text.Subject, text.App, null),
            MessageChannels.Letter => (text.Subject, text.Text, text.Letter),
            _ => (text.Subject, text.Text, text.Html),
        };
        if (body is null) return MessageTexts.NoText.With(kind);
        return await Order(order, new Wording(kind, texts.TopicOf(kind), title ?? Cut(body, 80), body, html) { Language = text.Language }, token);
    }

    /// <summary>Orders a message with these words.</summary>
    /// <returns>The message, or why it can never be sent.</returns>
    public async Task<Result<OrderedMessage>> Order(Envelope order, Wording words, CancellationToken token)
    {
        if (Wrong(order, words) is { } error) return error;
        var address = order.Channel == MessageChannels.Sms ? PhoneNumber.Normalise(order.Address)! : order.Address;
        var (id, now, recipient) = (Ids.New(clock), clock.Utc(), Message.RecipientOf(order.Channel, address));
        var (suppressed, isSecret) = (await suppressions.Is(recipient, words.Topic, token), texts.HoldsSecret(words.Kind));
        var made = await command.Hold!.Execute(
            "INSERT INTO kernel_message (\"Id\", \"Kind\", \"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\", \"Channel\", \"Address\", \"Domain\", \"Name\", \"PersonId\", \"CustomerId\", \"Topic\", \"Language\", \"Title\", \"Priority\", " +
            "\"State\", \"DueAt\", \"UselessAt\", \"CreatedAt\", \"CreatedBy\", \"Tries\", \"Parts\", \"Repeats\", \"Reason\", \"EndedAt\", \"Failure\") VALUES (@id, @kind, @purpose, @about, @which, @recipient, @channel, @address, @domain, @name, @person, @customer, @topic, @language, @title, @priority, " +
            "@state, @due, @useless, @now, @by, 0, @parts, @repeats, @reason, @ended, @why) ON CONFLICT (\"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\") DO NOTHING",
            token, ("@id", id), ("@kind", words.Kind), ("@purpose", order.Purpose), ("@about", order.About.Kind), ("@which", order.About.Id), ("@recipient", recipient), ("@channel", order.Channel), ("@address", address),
            ("@domain", order.Channel == MessageChannels.Email ? MailAddresses.DomainOf(address) : ""), ("@name", Cut(order.Name, 200)), ("@person", order.PersonId), ("@customer", order.CustomerId), ("@topic", words.Topic),
            ("@language", words.Language ?? order.Language), ("@title", Cut(words.Title, 300)), ("@priority", (int)order.Priority), ("@due", order.NotBefore ?? now), ("@useless", order.UselessAt), ("@now", now), ("@by", Cut(actor.Name, 256)),
            ("@parts", order.Channel == MessageChannels.Sms ? SmsText.Measure(words.Text).Segments : 1), ("@repeats", order.Repeats?.Message), ("@reason", order.Repeats is { } repeat ? Cut(repeat.Reason, 300) : null),
            ("@state", suppressed is null ? MessageState.Queued : MessageState.Suppressed), ("@ended", suppressed is null ? null : now), ("@why", suppressed is { } why ? Suppressions.Said(why) : null));
        if (made == 0) return new OrderedMessage(await Earlier(order, recipient, token), IsNew: false);

        var forgotten = isSecret && suppressed is not null;   // nobody will get it
        await command.Hold!.Execute(
            "INSERT INTO kernel_message_content (\"MessageId\", \"IsSealed\", \"Text\", \"Html\", \"Headers\", \"Attachments\") VALUES (@id, @sealed, @text, @html, @headers, @attachments)",
            token, ("@id", id), ("@sealed", isSecret), ("@text", forgotten ? "" : Kept(isSecret, words.Text)), ("@html", words.Html is null || forgotten ? null : Kept(isSecret, words.Html)), ("@headers", order.Headers.Count == 0 ? null : JsonSerializer.Serialize(order.Headers)),
            ("@attachments", order.Attachments.Count == 0 ? null : JsonSerializer.Serialize(order.Attachments)));
        await kept.Keep(order.Attachments, token);
        if (suppressed is null) command.AfterCommit(signal.Raise);
        return new OrderedMessage(id, IsNew: true) { Suppressed = suppressed };
    }

    private async Task<Guid> Earlier(Envelope order, string recipient, CancellationToken token)
    {
        await using var find = command.Hold!.Connection.Statement(command.Hold.Transaction,
            "SELECT \"Id\" FROM kernel_message WHERE \"Purpose\" = @purpose AND \"SubjectKind\" = @about AND \"SubjectId\" = @which AND \"Recipient\" = @recipient",
            ("@purpose", order.Purpose), ("@about", order.About.Kind), ("@which", order.About.Id), ("@recipient", recipient));
        await using var row = await find.ExecuteReaderAsync(token);
        await row.ReadAsync(token);
        return row.Id(0);
    }

    private Error? Wrong(Envelope order, Wording words)
    {
        if (order.Channel == MessageChannels.Email && !MailAddresses.LooksRight(order.Address)) return MessageErrors.NoMailAddress.With(order.Address);
        if (order.Channel == MessageChannels.Sms && PhoneNumber.Normalise(order.Address) is null) return MessageErrors.NoNumber.With(order.Address);
        if (order.Address.Length is 0 or > 320) return MessageErrors.NoAddress;
        if (words.Text.Length + (words.Html?.Length ?? 0) > LongestText) return MessageErrors.TooLong;
        return order.Attachments.Sum(f => f.Size) > settings.AttachmentMegabytes * 1024L * 1024 ? MessageErrors.AttachmentsTooLarge.With(settings.AttachmentMegabytes) : null;
    }

    private string Kept(bool isSecret, string text) => isSecret ? seal.Close(text) : text;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
