using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.Notices;

/// <summary>The acting person's own notices, newest first. Nobody can ask for another's.</summary>
/// <param name="Unread">Only those that were not opened.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record FindNotices(bool Unread, string? After = null) : IQuery<NoticesFound>
{
    public const int PageSize = 30;
}

/// <param name="Rows">A page.</param>
/// <param name="Unread">How many were not opened.</param>
/// <param name="Next">Where the next one begins; null where there is none.</param>
public sealed record NoticesFound(IReadOnlyList<NoticeRow> Rows, int Unread, string? Next);

/// <param name="Text">As plain text; empty where it is not kept any more.</param>
/// <param name="ReadAt">Null while it is new.</param>
public sealed record NoticeRow(Guid Id, DateTime CreatedAt, string Kind, string Language, string Title, string Text, DateTime? ReadAt);

internal sealed class FindNoticesHandler(KernelDbContext db, IActor actor, TimeProvider clock) : IRequestHandler<FindNotices, NoticesFound>
{
    public async Task<NoticesFound> Handle(FindNotices request, CancellationToken token)
    {
        if (actor.Id is not { } me) return new([], 0, null);

        var mine = Of(db, me, clock.Utc());
        var rows = await After(request.Unread ? mine.Where(m => m.ReadAt == null) : mine, request.After).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(FindNotices.PageSize + 1)
            .Select(m => new NoticeRow(m.Id, m.CreatedAt, m.Kind, m.Language, m.Title, m.Content.IsSealed ? "" : m.Content.Text ?? "", m.ReadAt)).ToListAsync(token);
        var last = rows.Count > FindNotices.PageSize ? rows[FindNotices.PageSize - 1] : null;
        return new([.. rows.Take(FindNotices.PageSize)], await mine.CountAsync(m => m.ReadAt == null, token), last is null ? null : Cursor.Write(last.CreatedAt.Ticks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N")));
    }

    /// <summary>What is there for somebody now: not what comes later, nor what was held back.</summary>
    internal static IQueryable<Message> Of(KernelDbContext db, Guid person, DateTime now) =>
        db.Messages.AsNoTracking().Where(m => m.PersonId == person && m.Channel == MessageChannels.App && m.State == MessageState.Delivered && m.DueAt <= now);

    private static IQueryable<Message> After(IQueryable<Message> notices, string? place)
    {
        if (Cursor.Read(place, 2) is not [var ticks, var key] || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) || when < 0 || when > DateTime.MaxValue.Ticks || !Guid.TryParse(key, out var id)) return notices;

        var at = new DateTime(when, DateTimeKind.Utc);
        return notices.Where(m => m.CreatedAt < at || (m.CreatedAt == at && m.Id.CompareTo(id) < 0));
    }
}
