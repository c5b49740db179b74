using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Domain;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>
/// One connection of a transport and what goes over it. Each message is noted as handed over, together with what became of the one before it,
/// and only then handed over: a program that is killed leaves at most one of which nobody knows.
/// </summary>
internal sealed class Lane(IMessageTransport transport, SendingBook book, SendingSettings settings, MailNames names, Seal seal, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private ITransportConnection? connection;

    /// <summary>Why the other side cannot be reached; null while it can.</summary>
    public string? Down { get; private set; }

    /// <summary>How many were taken.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends until nothing is left, the other side is gone, or it is told to stop; a message that was begun is ended.</summary>
    /// <param name="queue">Shared with the other lanes.</param>
    /// <param name="isOpen">Whether one may still go; what may not is left in the database as it is.</param>
    /// <param name="token">Tells it to stop.</param>
    public async Task Work(ConcurrentQueue<DueMessage> queue, Func<DueMessage, bool> isOpen, CancellationToken token)
    {
        Ending? last = null;
        try
        {
            while (Down is null && !token.IsCancellationRequested && queue.TryDequeue(out var message))
            {
                if (!isOpen(message)) continue;
                if (connection is null && !await Open(token)) return;
                var noted = book.Write(new Entry(last, message.Id));
                last = null;
                last = await Send(message, noted);
            }
        }
        finally
        {
            if (last is not null) await book.Write(new Entry(last, null));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref connection, null) is { } open) await open.DisposeAsync();
    }

    private async Task<bool> Open(CancellationToken token)
    {
        try
        {
            connection = await transport.Open(token);
            return true;
        }
        catch (TransportDownException down)
        {
            Down = down.Message;
            return false;
        }
    }

    /// <returns>Null where it was not ours to send.</returns>
    private async Task<Ending?> Send(DueMessage message, Task<bool> noted)
    {
        SendOutcome? outcome;
        var reference = names.ReferenceOf(message.Id);
        try
        {
            outcome = Opened(message) is not { } open ? new SendOutcome.Refused("Its text was closed with other keys than those of this server. Write it anew.")
                : connection is IForewarnedConnection forewarned ? await forewarned.Send(Outgoing(open, reference), noted, CancellationToken.None)
                : await noted ? await connection!.Send(Outgoing(open, reference), CancellationToken.None) : null;
            if (outcome is null || !await noted) return null;
        }
        catch (TransportDownException down)
        {
            // It was not given the message: that is no try of the message.
            Down = down.Message;
            return await noted ? new Ending(message.Id, MessageState.Queued, Failure: down.Message, DueAt: clock.Utc()) { IsNoTry = true } : null;
        }
        catch (Exception failure) when (!noted.IsFaulted)   // what cannot be written down is not handed over; whoever started the sending hears of it
        {
            log.LogError(failure, "Nobody knows whether message {Message} was sent", message.Id);
            outcome = new SendOutcome.Unknown(failure.Message);
        }

        if (outcome is SendOutcome.Unknown) await DisposeAsync();
        return Ending(message, outcome, reference) with { IsSealed = message.IsSealed };
    }

    private DueMessage? Opened(DueMessage message) =>
        !message.IsSealed ? message : seal.Open(message.Text) is { } text ? message with { Text = text, Html = message.Html is null ? null : seal.Open(message.Html) } : null;

    private Ending Ending(DueMessage message, SendOutcome outcome, string reference)
    {
        switch (outcome)
        {
            case SendOutcome.Taken taken:
                Sent++;
                return new Ending(message.Id, MessageState.Sent, taken.Reference ?? reference, Cost: taken.Cost);
            case SendOutcome.Later later when settings.WaitAfter(message.Tries + 1) is { } wait:
                return new Ending(message.Id, MessageState.Queued, Failure: later.Reason, DueAt: clock.Utc() + wait);
            case SendOutcome.Later later:
                return new Ending(message.Id, MessageState.Failed, reference, later.Reason);
            case SendOutcome.Refused refused:
                return new Ending(message.Id, refused.AddressIsDead ? MessageState.Bounced : MessageState.Failed, reference, refused.Reason);
            default:
                return new Ending(message.Id, MessageState.Uncertain, reference, ((SendOutcome.Unknown)outcome).Reason);
        }
    }

    private static OutgoingMessage Outgoing(DueMessage message, string reference) => new(message.Id, message.Kind, message.Topic, message.Address, message.Name, message.Language, message.Title, message.Text, message.Html)
    {
        Reference = reference,
        Thread = message.Thread,
        Headers = message.Headers is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(message.Headers)!,
        Attachments = message.Attachments is null ? [] : JsonSerializer.Deserialize<StoredFile[]>(message.Attachments)!,
    };
}
