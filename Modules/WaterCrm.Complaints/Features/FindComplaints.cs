using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Features;

/// <summary>The tabs of the work list.</summary>
public enum WorkTab
{
    Open,
    Mine,
    Today,
    Late,
    Closed,

    /// <summary>What was reported in a period, open and closed alike. The page shows it only where a figure leads to it.</summary>
    Received,
}

/// <summary>What the work list is narrowed to; all of it stands in the page's address.</summary>
public sealed record WorkFilter
{
    public WorkTab Tab { get; init; }
    public string? Kind { get; init; }
    public string? Zone { get; init; }
    public Channel? Channel { get; init; }

    /// <summary>Words of the place, the text, the number or the reporter.</summary>
    public string? Text { get; init; }

    /// <summary>The first day of the utility on which they were closed, or received, as the tab says; the other tabs know no period.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only what went through a procedure here: not the history that was imported closed.</summary>
    public bool Handled { get; init; }

    /// <summary>The same as another tab shows it: a period is of one tab only.</summary>
    public WorkFilter On(WorkTab tab) => this with { Tab = tab, From = null, To = null, Handled = false };
}

/// <summary>One page of the work list: open complaints by what is due first, closed and received ones by what was closed or received last.</summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="After">Goes on behind this row.</param>
/// <param name="Before">Ends before this row; read backwards.</param>
public sealed record FindComplaints(WorkFilter Filter, RowPlace? After = null, RowPlace? Before = null) : IQuery<ComplaintPage>
{
    public const int PageSize = 50;
}

public sealed record ComplaintPage(IReadOnlyList<ComplaintRow> Rows, RowPlace? Newer, RowPlace? Older, bool IsCutShort);

/// <summary>What a row shows, and nothing else.</summary>
public sealed record ComplaintRow
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required Channel Channel { get; init; }
    public required string Place { get; init; }
    public string? Zone { get; init; }
    public required DateTime ReportedAt { get; init; }
    public required CaseGroup Group { get; init; }
    public required string Step { get; init; }
    public string? Role { get; init; }
    public Guid? Assignee { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public DateTime? AddedAt { get; init; }
    public int Escalations { get; init; }
    public int Reopened { get; init; }
    internal DateTime SortAt { get; init; }
}

internal sealed class FindComplaintsHandler(WorkQuery work) : IRequestHandler<FindComplaints, ComplaintPage>
{
    public async Task<ComplaintPage> Handle(FindComplaints request, CancellationToken token)
    {
        var narrowed = await work.Narrow(request.Filter, token);
        // Closed complaints are read from the last one on, and a page before another is read backwards: twice turned is not turned.
        var backwards = request.Before is not null;
        var descending = request.Filter.Tab is WorkTab.Closed or WorkTab.Received ? !backwards : backwards;
        var edge = request.Before ?? request.After;
        if (edge is not null) narrowed = narrowed.Beyond(edge);

        List<ComplaintRow> rows = [];
        await work.Read(narrowed.Rows(request.Filter.Tab, descending, edge is not null), narrowed, row => rows.Add(ComplaintRows.Read(row)), token);

        var more = rows.Count > FindComplaints.PageSize;
        if (more) rows.RemoveAt(FindComplaints.PageSize);
        if (backwards) rows.Reverse();
        var newer = rows.Count > 0 && (backwards ? more : request.After is not null) ? RowPlace.Of(rows[0], request.Filter.Tab) : null;
        var older = rows.Count > 0 && (backwards || more) ? RowPlace.Of(rows[^1], request.Filter.Tab) : null;
        return new ComplaintPage(rows, newer, older, narrowed.IsCutShort);
    }
}
