using WaterCrm.Kernel.Messages.Templates;
using System.Text.Json;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages;

/// <summary>To whom a message goes, how, and what for.</summary>
public sealed record Envelope
{
    /// <summary>What it is sent for, at most 128 characters. Together with what it is about and who gets it, it is sent once, however often it is ordered.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it is about, such as <c>complaint</c>, and which one.</summary>
    public required (string Kind, Guid Id) About { get; init; }

    /// <summary>The code of the way it goes: of <see cref="MessageChannels"/>, another that we ship such as <c>zalo</c>, or one that a module or the operator added.</summary>
    public required string Channel { get; init; }

    /// <summary>An e-mail address, a telephone number, a postal address of several lines, a colleague's id: whatever the channel asks for.</summary>
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

    /// <summary>Of what can be refused: which kind of news it is, by the code of a registered <see cref="NewsTopic"/>; null for that of the kind of message.</summary>
    public string? News { get; init; }
}

/// <summary>A message in the outbox.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="IsNew">False where the same was ordered before: then nothing more is sent.</param>
public sealed record OrderedMessage(Guid Id, bool IsNew)
{
    /// <summary>What the receiver or his address has against it; null where that is nothing, and where it was ordered before.</summary>
    public SuppressionReason? Suppressed { get; init; }

    /// <summary>Why it is not sent, in English and the key of its translations; null where it is, and where it was ordered before.</summary>
    public string? Never { get; init; }
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
    private readonly ChannelBook channels;
    private readonly MayBeSent may;
    private readonly NewsMails news;
    private readonly Seal seal;
    private readonly IActor actor;
    private readonly TimeProvider clock;

    internal MessageDesk(CommandScope command, KeptFiles kept, MessageSignal signal, SendingSettings settings, MessageTexts texts, ChannelBook channels, MayBeSent may, NewsMails news, Seal seal, IActor actor, TimeProvider clock) =>
        (this.command, this.kept, this.signal, this.settings, this.texts, this.channels, this.may, this.news, this.seal, this.actor, this.clock) = (command, kept, signal, settings, texts, channels, may, news, seal, actor, clock);

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
        var (body, html) = channels.WordsOf(order.Channel, text);
        if (body is null) return MessageTexts.NoText.With(kind);
        return await Order(order, new Wording(kind, texts.TopicOf(kind), text.Subject ?? Cut(body, 80), body, html) { Language = text.Language }, token);
    }

    /// <summary>Orders a message with these words.</summary>
    /// <returns>The message, or why it can never be sent.</returns>
    public async Task<Result<OrderedMessage>> Order(Envelope order, Wording words, CancellationToken token)
    {
        if (Wrong(order, words) is { } error) return error;
        var addressed = channels.AddressOf(order.Channel, order.Address);
        if (addressed.Error is { } unknown) return unknown;
        var (address, isNotice) = (addressed.Value, order.Channel == MessageChannels.App);   // a notice is there as soon as it is in the database
        var (id, now, recipient) = (Ids.New(clock), clock.Utc(), Message.RecipientOf(order.Channel, address));
        var topic = words.Topic is MessageTopic.News ? words.News ?? texts.NewsOf(words.Kind) : null;
        if (topic is not null) (order, words) = news.Furnish(order, words, topic, id);
        var verdict = await may.Ask(new Asked(recipient, order.Channel, topic, order.Priority, order.NotBefore ?? now, order.UselessAt), token);
        var isSecret = texts.HoldsSecret(words.Kind);
        var made = await command.Hold!.Execute(
            "INSERT INTO kernel_message (\"Id\", \"Kind\", \"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\", \"Channel\", \"Address\", \"Domain\", \"Name\", \"PersonId\", \"CustomerId\", \"Topic\", \"News\", \"Language\", \"Title\", \"Priority\", " +
            "\"State\", \"DueAt\", \"UselessAt\", \"CreatedAt\", \"CreatedBy\", \"Tries\", \"Parts\", \"Repeats\", \"Reason\", \"EndedAt\", \"Failure\") VALUES (@id, @kind, @purpose, @about, @which, @recipient, @channel, @address, @domain, @name, @person, @customer, @topic, @news, @language, @title, @priority, " +
            "@state, @due, @useless, @now, @by, 0, @parts, @repeats, @reason, @ended, @why) ON CONFLICT (\"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\") DO NOTHING",
            token, ("@id", id), ("@kind", words.Kind), ("@purpose", order.Purpose), ("@about", order.About.Kind), ("@which", order.About.Id), ("@recipient", recipient), ("@channel", order.Channel), ("@address", address),
            ("@domain", order.Channel == MessageChannels.Email ? MailAddresses.DomainOf(address) : ""), ("@name", Cut(order.Name, 200)), ("@person", isNotice ? Guid.Parse(address) : order.PersonId), ("@customer", order.CustomerId), ("@topic", words.Topic), ("@news", topic),
            ("@language", words.Language ?? order.Language), ("@title", Cut(words.Title, 300)), ("@priority", (int)order.Priority), ("@due", verdict.DueAt), ("@useless", order.UselessAt), ("@now", now), ("@by", Cut(actor.Name, 256)),
            ("@parts", order.Channel == MessageChannels.Sms ? SmsText.Measure(words.Text).Segments : 1), ("@repeats", order.Repeats?.Message), ("@reason", order.Repeats is { } repeat ? Cut(repeat.Reason, 300) : null),
            ("@state", verdict.Never is not null ? MessageState.Suppressed : isNotice ? MessageState.Delivered : MessageState.Queued), ("@ended", verdict.Never is null && !isNotice ? null : now), ("@why", verdict.Never ?? verdict.Waits));
        if (made == 0) return new OrderedMessage(await Earlier(order, recipient, token), IsNew: false);

        var forgotten = isSecret && verdict.Never is not null;   // nobody will get it
        await command.Hold!.Execute(
            "INSERT INTO kernel_message_content (\"MessageId\", \"IsSealed\", \"Text\", \"Html\", \"Headers\", \"Attachments\") VALUES (@id, @sealed, @text, @html, @headers, @attachments)",
            token, ("@id", id), ("@sealed", isSecret), ("@text", forgotten ? "" : Kept(isSecret, words.Text)), ("@html", words.Html is null || forgotten ? null : Kept(isSecret, words.Html)), ("@headers", order.Headers.Count == 0 ? null : JsonSerializer.Serialize(order.Headers)),
            ("@attachments", order.Attachments.Count == 0 ? null : JsonSerializer.Serialize(order.Attachments)));
        await kept.Keep(order.Attachments, token);
        if (verdict.Never is null) command.AfterCommit(signal.Raise);
        return new OrderedMessage(id, IsNew: true) { Suppressed = verdict.Suppressed, Never = verdict.Never };
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
        if (channels.TooLong(order.Channel, words.Text) is { } tooLong) return tooLong;
        if (words.Text.Length + (words.Html?.Length ?? 0) > LongestText) return MessageErrors.TooLong;
        return order.Attachments.Sum(f => f.Size) > settings.AttachmentMegabytes * 1024L * 1024 ? MessageErrors.AttachmentsTooLarge.With(settings.AttachmentMegabytes) : null;
    }

    private string Kept(bool isSecret, string text) => isSecret ? seal.Close(text) : text;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
