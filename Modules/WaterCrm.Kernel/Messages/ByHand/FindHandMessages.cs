using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.ByHand;

/// <summary>What waits to be posted by a person on one way, with its words: whose turn it is first.</summary>
/// <param name="Channel">Its code; null for the way on which most waits.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record FindHandMessages(string? Channel = null, string? After = null) : IQuery<HandMessagesFound>
{
    public const int PageSize = 20;
}

/// <param name="Channel">Which way is shown; null where nothing waits on any.</param>
/// <param name="Counts">How many wait on each way.</param>
/// <param name="Rows">A page.</param>
/// <param name="Next">Where the next one begins; null where there is none.</param>
public sealed record HandMessagesFound(string? Channel, IReadOnlyList<HandCount> Counts, IReadOnlyList<HandMessage> Rows, string? Next);

public sealed record HandCount(string Channel, int Count);

/// <param name="Text">Null where it opens a door and nobody may read it.</param>
/// <param name="UselessAt">After this it helps nobody any more; null where it always does.</param>
public sealed record HandMessage(Guid Id, string Kind, string Address, string Name, string Language, string Title, string? Text, MessagePriority Priority, DateTime DueAt, DateTime? UselessAt)
{
    internal static string Place(MessagePriority priority, DateTime due, Guid id) => Cursor.Write(((int)priority).ToString(CultureInfo.InvariantCulture), due.Ticks.ToString(CultureInfo.InvariantCulture), id.ToString("N"));
}

internal sealed class FindHandMessagesHandler(KernelDbContext db, HandChannels hands, TimeProvider clock) : IRequestHandler<FindHandMessages, HandMessagesFound>
{
    public async Task<HandMessagesFound> Handle(FindHandMessages request, CancellationToken token)
    {
        var now = clock.Utc();
        var counted = await db.Messages.Where(m => m.State == MessageState.Queued && m.DueAt <= now).GroupBy(m => m.Channel).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(token);
        HandCount[] counts = [.. counted.Where(c => hands.Has(c.Key)).OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new HandCount(c.Key, c.Count))];
        var channel = request.Channel is { Length: > 0 } asked && hands.Has(asked) && !asked.Contains('\0') ? asked : counts.FirstOrDefault()?.Channel;
        if (channel is null) return new(null, counts, [], null);

        var rows = await After(db.WhoseTurn(channel, now), request.After).Take(FindHandMessages.PageSize + 1)
            .Select(m => new HandMessage(m.Id, m.Kind, m.Address, m.Name, m.Language, m.Title, m.Content.IsSealed ? null : m.Content.Text, m.Priority, m.DueAt, m.UselessAt)).ToListAsync(token);
        var last = rows.Count > FindHandMessages.PageSize ? rows[FindHandMessages.PageSize - 1] : null;
        return new(channel, counts, [.. rows.Take(FindHandMessages.PageSize)], last is null ? null : HandMessage.Place(last.Priority, last.DueAt, last.Id));
    }

    internal static IQueryable<Message> After(IQueryable<Message> waiting, string? place)
    {
        if (Cursor.Read(place, 3) is not [var rank, var ticks, var key] || !int.TryParse(rank, CultureInfo.InvariantCulture, out var number) || !Enum.IsDefined((MessagePriority)number)
            || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) || when < 0 || when > DateTime.MaxValue.Ticks || !Guid.TryParse(key, out var id)) return waiting;

        var (priority, due) = ((MessagePriority)number, new DateTime(when, DateTimeKind.Utc));
        return waiting.Where(m => m.Priority > priority || (m.Priority == priority && (m.DueAt > due || (m.DueAt == due && m.Id.CompareTo(id) > 0))));
    }
}

internal static class WaitingMessages
{
    /// <summary>What waits on a way, in the order of the index by which transports take it.</summary>
    public static IOrderedQueryable<Message> WhoseTurn(this KernelDbContext db, string channel, DateTime now) =>
        db.Messages.AsNoTracking().Where(m => m.Channel == channel && m.State == MessageState.Queued && m.DueAt <= now).OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id);
}
