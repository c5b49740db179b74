using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Guidance.Feedback;

/// <summary>What people said about pages, the last first.</summary>
/// <param name="State">Only these; null for all.</param>
/// <param name="Personal">Whether the reader may see who it was and how to reach them.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Size">Rows of a page.</param>
public sealed record FindFeedback(RemarkState? State, bool Personal, string? After = null, int Size = FindFeedback.PageSize) : IQuery<FeedbackFound>
{
    public const int PageSize = 50;
}

/// <summary>How many wait, and how many are done.</summary>
public sealed record CountFeedback : IQuery<FeedbackCounts>;

public sealed record FeedbackCounts(int Open, int Done);

/// <summary>One of them; null where there is none.</summary>
public sealed record ShowFeedback(Guid Id, bool Personal) : IQuery<FeedbackRow?>;

public sealed record FeedbackFound(IReadOnlyList<FeedbackRow> Rows, string? Next);

/// <param name="IsPublic">Somebody from outside said it.</param>
/// <param name="By">Who said it; null for somebody from outside, and for a reader who may not know.</param>
public sealed record FeedbackRow(Guid Id, DateTime At, string Text, string Page, string Release, string Language, bool IsPublic, string? By, RemarkState State, string? Note, DateTime? DoneAt, string? DoneBy);

internal sealed class FindFeedbackHandler(KernelDbContext db)
    : IRequestHandler<FindFeedback, FeedbackFound>, IRequestHandler<ShowFeedback, FeedbackRow?>, IRequestHandler<CountFeedback, FeedbackCounts>
{
    public async Task<FeedbackFound> Handle(FindFeedback request, CancellationToken token)
    {
        var rows = await Page(request).ToListAsync(token);
        var last = rows.Count > request.Size ? rows[request.Size - 1] : null;
        return new FeedbackFound([.. rows.Take(request.Size).Select(r => Row(r, request.Personal))], last is null ? null : Cursor.Write(last.At.Ticks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N")));
    }

    public async Task<FeedbackRow?> Handle(ShowFeedback request, CancellationToken token) =>
        await db.Feedback.FirstOrDefaultAsync(r => r.Id == request.Id, token) is { } remark ? Row(remark, request.Personal) : null;

    public async Task<FeedbackCounts> Handle(CountFeedback request, CancellationToken token) =>
        new(await Count(RemarkState.Open).CountAsync(token), await Count(RemarkState.Done).CountAsync(token));

    internal IQueryable<PageRemark> Count(RemarkState state) => db.Feedback.Where(r => r.State == state);

    /// <summary>A page and one row more, in the order of the index.</summary>
    internal IQueryable<PageRemark> Page(FindFeedback request)
    {
        var remarks = request.State is { } state ? Count(state) : db.Feedback;
        if (Cursor.Read(request.After, 2) is [var ticks, var key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) && when >= 0 && when <= DateTime.MaxValue.Ticks
            && Guid.TryParse(key, out var id) && new DateTime(when, DateTimeKind.Utc) is var at)
            remarks = remarks.Where(r => r.At <= at && (r.At < at || r.Id.CompareTo(id) < 0));
        return remarks.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(request.Size + 1);
    }

    private static FeedbackRow Row(PageRemark r, bool personal) => new(r.Id, r.At, personal ? r.Text : Masking.Contacts(r.Text), r.Page, r.Release, r.Language, r.PersonId is null,
        personal ? r.PersonName : null, r.State, r.Note is { } note && !personal ? Masking.Contacts(note) : r.Note, r.DoneAt, r.DoneBy);
}
