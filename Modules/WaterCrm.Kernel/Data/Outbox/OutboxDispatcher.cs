using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Data.Outbox;

/// <summary>
/// Tells each listener what was committed, at least once and in order for each subject. The entry is marked in the listener's own transaction,
/// so that what the listener does in the database happens once. A failure blocks only that listener and subject.
/// </summary>
internal sealed class OutboxDispatcher(IServiceScopeFactory scopes, CommandRunner runner, EventRegistry events, TimeProvider clock, ILogger<OutboxDispatcher> logger)
{
    /// <summary>After so many tries an entry is parked for somebody to look at.</summary>
    public const int MaximumTries = 8;

    private const int Batch = 200;

    /// <summary>Delivers what is due until nothing is.</summary>
    /// <returns>How many deliveries were made.</returns>
    public async Task<int> DeliverDue(CancellationToken token)
    {
        var delivered = 0;
        while (await Due(token) is { Count: > 0 } due)
            foreach (var entry in due)
                if (await Deliver(entry, token)) delivered++;
        return delivered;
    }

    private async Task<List<Delivery>> Due(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
        var now = clock.Utc();
        // A listener whose module is switched off keeps its entries for when it comes back.
        var listeners = events.Listeners;
        return await (
            from entry in db.Inbox
            join said in db.Outbox on entry.Sequence equals said.Sequence
            where entry.State == DeliveryState.Pending && entry.DueAt <= now && listeners.Contains(entry.Listener)
                && !db.Inbox.Any(e => e.Listener == entry.Listener && e.Subject == entry.Subject && e.Sequence < entry.Sequence && e.State != DeliveryState.Done)
            orderby entry.Sequence
            select new Delivery(entry.Listener, entry.Sequence, entry.Tries, said.Name, said.Payload)).Take(Batch).ToListAsync(token);
    }

    private async Task<bool> Deliver(Delivery entry, CancellationToken token)
    {
        using var actor = ActingAs.System($"system:{entry.Listener}");
        try
        {
            var result = await runner.Run<Result<bool>>(entry.Listener, (services, cancelled) => Call(services, entry, cancelled), token);
            if (result.Error is null) return result.Value;
            await Postpone(entry, $"{result.Error.Code}: {result.Error.Message}", token);
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            logger.LogError(failure, "{Listener} failed on event {Sequence} ({Name}), try {Try}", entry.Listener, entry.Sequence, entry.Name, entry.Tries + 1);
            await Postpone(entry, failure.Message, token);
        }

        return false;
    }

    private async Task<Result<bool>> Call(IServiceProvider services, Delivery entry, CancellationToken token)
    {
        var hold = services.GetRequiredService<CommandScope>().Hold!;
        var mine = await hold.Execute(
            "UPDATE kernel_inbox SET state = 'Done', failure = NULL WHERE listener = @listener AND sequence = @sequence AND state = 'Pending'",
            token, ("@listener", entry.Listener), ("@sequence", entry.Sequence));
        if (mine == 0) return false;

        await events.Find(entry.Listener)!.Call(services, events.Read(entry.Name, entry.Payload), token);
        return true;
    }

    private async Task Postpone(Delivery entry, string failure, CancellationToken token)
    {
        var tries = entry.Tries + 1;
        var state = tries >= MaximumTries ? DeliveryState.Parked : DeliveryState.Pending;
        // 2, 4, 8 ... seconds: about four minutes in all before somebody has to look.
        var due = clock.Utc().AddSeconds(Math.Pow(2, tries));
        await runner.Run<Result<bool>>("outbox: postpone", async (services, cancelled) =>
        {
            await services.GetRequiredService<CommandScope>().Hold!.Execute(
                "UPDATE kernel_inbox SET tries = @tries, state = @state, due_at = @due, failure = @failure WHERE listener = @listener AND sequence = @sequence AND state = 'Pending'",
                cancelled, ("@tries", tries), ("@state", state), ("@due", due), ("@failure", failure.Length > 2000 ? failure[..2000] : failure),
                ("@listener", entry.Listener), ("@sequence", entry.Sequence));
            return true;
        }, token);
    }

    private sealed record Delivery(string Listener, long Sequence, int Tries, string Name, string Payload);
}
