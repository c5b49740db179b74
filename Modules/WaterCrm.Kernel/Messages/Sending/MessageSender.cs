using System.Collections.Concurrent;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>Rung when there is something to send.</summary>
public sealed class MessageSignal : Bell;

/// <summary>Sends what is due, each channel by its transport. Several servers on one database share the work: the note that a message is handed over is made by one of them.</summary>
internal sealed class MessageSender(IServiceScopeFactory scopes, Database database, SendingBook book, Outages outages, DailyStops stops, HostPresence presence, MailNames names, Seal seal, Trial trial, TimeProvider clock, ILogger<MessageSender> log)
{
    /// <summary>No transport takes longer over one message.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <returns>How many were taken by their transports.</returns>
    public async Task<int> SendDue(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Forgotten(scope.ServiceProvider.GetRequiredService<KernelDbContext>(), token);
        var transports = scope.ServiceProvider.GetServices<IMessageTransport>().Where(t => t.Limits is not null && outages.IsOver(t.Channel));
        return (await Task.WhenAll(transports.Select(t => SendAll(trial.Is ? new LogOnly(t, log) : t, token)))).Sum();
    }

    private async Task<int> SendAll(IMessageTransport transport, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<SendingSettings>();
        var lanes = Enumerable.Range(0, Math.Max(1, transport.Limits!.Connections)).Select(_ => new Lane(transport, book, settings, names, seal, clock, log)).ToArray();
        try
        {
            while (!token.IsCancellationRequested)
            {
                await using var look = scopes.CreateAsyncScope();
                var turn = await look.ServiceProvider.GetRequiredService<MessageQueue>().Next(transport.Channel, transport.Limits, token);
                if (stops.Note(transport.Channel, turn.IsStopped)) await TellOfStop(look.ServiceProvider, transport, token);
                if (turn.Messages.Count == 0) break;

                var now = await look.ServiceProvider.GetRequiredService<PutOff>().Sift(transport.Channel, turn.Messages, token);
                var queue = new ConcurrentQueue<DueMessage>(now.Messages);
                await Task.WhenAll(lanes.Select(lane => lane.Work(queue, now.IsOpen, token)));
                if (lanes.FirstOrDefault(l => l.Down is not null)?.Down is { } reason)
                {
                    log.LogWarning("Messages by {Channel} wait: {Reason}", transport.Channel, reason);
                    outages.Note(transport.Channel, reason);
                    break;
                }

                outages.Over(transport.Channel);
            }

            return lanes.Sum(l => l.Sent);
        }
        finally
        {
            foreach (var lane in lanes) await lane.DisposeAsync();
        }
    }

    /// <summary>What it orders is looked for when the bell rings.</summary>
    private static async Task TellOfStop(IServiceProvider services, IMessageTransport transport, CancellationToken token)
    {
        using var actor = ActingAs.System("system:messages");
        await services.GetRequiredService<IMediator>().Send(new TellOfStop(transport.Channel, transport.Limits!.PerDay), token);
    }

    /// <summary>What a process handed over that has died since: nobody knows whether it was taken. It is said, and not sent again. What helps nobody any more is not sent at all.</summary>
    private async Task Forgotten(KernelDbContext db, CancellationToken token)
    {
        var now = clock.Utc();
        var late = await db.Messages.AnyAsync(m => m.State == MessageState.Queued && m.UselessAt != null && m.UselessAt <= now, token);
        var dead = (await db.Messages.Where(m => m.State == MessageState.Sending && m.HeldBy != null).Select(m => m.HeldBy!).Distinct().ToListAsync(token)).Where(h => presence.IsAlive(h) is false).ToList();
        var old = now - Longest;
        var isForgotten = await db.Messages.AnyAsync(m => m.State == MessageState.Sending && m.TriedAt < old, token);
        if (!late && dead.Count == 0 && !isForgotten) return;

        await using var hold = await database.Writing.Enter("messages: forgotten", token);
        await hold.Execute("UPDATE kernel_message SET \"State\" = 'Cancelled', \"EndedAt\" = @now, \"Failure\" = @why WHERE \"State\" = 'Queued' AND \"UselessAt\" <= @now", token, ("@now", now), ("@why", "It came too late to help."));
        foreach (var holder in dead) await End(hold, "\"HeldBy\" = @holder", now, token, ("@holder", holder));
        await End(hold, "\"TriedAt\" < @old", now, token, ("@old", old));
        await hold.Commit(token);
    }

    private async Task End(WriteHold hold, string which, DateTime now, CancellationToken token, (string, object?) value)
    {
        var ended = await hold.Execute($"UPDATE kernel_message SET \"State\" = 'Uncertain', \"HeldBy\" = NULL, \"EndedAt\" = @now, \"Failure\" = @why WHERE \"State\" = 'Sending' AND {which}", token,
            ("@now", now), ("@why", "The program ended after it was handed over and before it was answered for."), value);
        if (ended > 0) log.LogWarning("Of {Count} messages nobody knows whether they were sent: the program ended meanwhile", ended);
    }

    /// <summary>In a trial nothing leaves the machine.</summary>
    private sealed class LogOnly(IMessageTransport real, ILogger log) : IMessageTransport, ITransportConnection
    {
        public string Channel => real.Channel;

        public TransportLimits? Limits => real.Limits;

        public Task<ITransportConnection> Open(CancellationToken token) => Task.FromResult<ITransportConnection>(this);

        public Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token)
        {
            log.LogInformation("A trial: {Kind} would have gone by {Channel}", message.Kind, Channel);
            return Task.FromResult<SendOutcome>(new SendOutcome.Taken("trial"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Which channels have sent as much today as they may.</summary>
internal sealed class DailyStops
{
    private readonly ConcurrentDictionary<string, bool> stopped = new();

    public IReadOnlyCollection<string> Now => [.. stopped.Keys];

    /// <returns>Whether it stopped just now.</returns>
    public bool Note(string channel, bool isStopped)
    {
        if (isStopped) return stopped.TryAdd(channel, true);
        stopped.TryRemove(channel, out _);
        return false;
    }
}
