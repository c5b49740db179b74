using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Data.Outbox.Features;

/// <summary>Deliveries that nobody makes any more: given up after several tries, or for a listener that is not there. The oldest first.</summary>
/// <param name="After">The <see cref="DeliveriesFound.Next"/> of the page before.</param>
public sealed record FindDeliveries(string? After = null) : IQuery<DeliveriesFound>
{
    public const int PageSize = 50;
}

public sealed record DeliveriesFound(IReadOnlyList<DeliveryRow> Deliveries, string? Next);

/// <param name="Since">When the event was committed; UTC.</param>
/// <param name="Behind">How many later ones of the same listener and subject wait until this one is made or discarded.</param>
/// <param name="HasListener">False where the listener was renamed or removed, or its module is switched off.</param>
public sealed record DeliveryRow(string Listener, long Sequence, Guid Subject, string Event, DateTime Since, int Tries, string? Failure, int Behind, bool HasListener);

/// <summary>How many stuck deliveries of one listener there are, or of one event only.</summary>
public sealed record CountStuck(string Listener, long? Sequence) : IQuery<int>;

/// <summary>How many deliveries are stuck, for those who watch over the system.</summary>
public sealed record CountDeliveries : IQuery<DeliveryCounts>;

/// <param name="Parked">Given up after several tries.</param>
/// <param name="WithoutListener">Open ones that no listener takes.</param>
public sealed record DeliveryCounts(int Parked, int WithoutListener);

internal sealed class FindDeliveriesHandler(KernelDbContext db, EventRegistry events)
    : IRequestHandler<FindDeliveries, DeliveriesFound>, IRequestHandler<CountStuck, int>, IRequestHandler<CountDeliveries, DeliveryCounts>
{
    public async Task<DeliveriesFound> Handle(FindDeliveries request, CancellationToken token)
    {
        var stuck = db.Inbox.Stuck(events);
        if (Cursor.Read(request.After, 2) is [var sequence, var listener] && long.TryParse(sequence, out var after))
            stuck = stuck.Where(e => e.Sequence > after || (e.Sequence == after && string.Compare(e.Listener, listener) > 0));

        var known = events.Listeners;
        var rows = await (
            from entry in stuck
            join said in db.Outbox on entry.Sequence equals said.Sequence
            orderby entry.Sequence, entry.Listener
            select new DeliveryRow(entry.Listener, entry.Sequence, entry.Subject, said.Name, said.WrittenAt, entry.Tries, entry.Failure,
                db.Inbox.Count(e => e.Listener == entry.Listener && e.Subject == entry.Subject && e.Sequence > entry.Sequence && e.State != DeliveryState.Done),
                known.Contains(entry.Listener))).Take(FindDeliveries.PageSize + 1).ToListAsync(token);
        var last = rows.Count > FindDeliveries.PageSize ? rows[FindDeliveries.PageSize - 1] : null;
        return new DeliveriesFound([.. rows.Take(FindDeliveries.PageSize)], last is null ? null : Cursor.Write(FormattableString.Invariant($"{last.Sequence}"), last.Listener));
    }

    public Task<int> Handle(CountStuck request, CancellationToken token) => db.Inbox.Stuck(events).Of(request.Listener, request.Sequence).CountAsync(token);

    public async Task<DeliveryCounts> Handle(CountDeliveries request, CancellationToken token)
    {
        var known = events.Listeners;
        var counts = await db.Inbox.Stuck(events).GroupBy(e => known.Contains(e.Listener)).Select(g => new { HasListener = g.Key, Count = g.Count() }).ToListAsync(token);
        return new DeliveryCounts(counts.Where(c => c.HasListener).Sum(c => c.Count), counts.Where(c => !c.HasListener).Sum(c => c.Count));
    }
}

internal static class StuckDeliveries
{
    /// <summary>What the dispatcher takes no more.</summary>
    public static IQueryable<InboxEntry> Stuck(this IQueryable<InboxEntry> inbox, EventRegistry events)
    {
        var known = events.Listeners;
        return inbox.Where(e => e.State != DeliveryState.Done && (e.State == DeliveryState.Parked || !known.Contains(e.Listener)));
    }

    public static IQueryable<InboxEntry> Of(this IQueryable<InboxEntry> inbox, string listener, long? sequence) =>
        inbox.Where(e => e.Listener == listener && (sequence == null || e.Sequence == sequence));
}
