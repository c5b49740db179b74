using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

public enum TaskFilter
{
    /// <summary>Taken by the acting person.</summary>
    Mine,

    /// <summary>All that waits for the person: for a role or team of theirs, or escalated to one, or for a colleague who is away.</summary>
    Team,
    Late,

    /// <summary>Due until midnight and not late yet.</summary>
    Today,

    /// <summary>Taken by nobody.</summary>
    Free,

    /// <summary>Taken up to one of the person's roles.</summary>
    Escalated,

    /// <summary>Of colleagues who are away.</summary>
    ForOthers,
}

/// <summary>The acting person's inbox, most urgent first.</summary>
/// <param name="Filter">Which of the tabs.</param>
/// <param name="After">The <see cref="TaskList.Next"/> of the page before.</param>
public sealed record FindTasks(TaskFilter Filter = TaskFilter.Team, string? After = null) : IQuery<TaskList>
{
    public const int PageSize = 50;

    /// <summary>How many rows, at most <see cref="PageSize"/>.</summary>
    public int Most { get; init; } = PageSize;
}

public sealed record TaskList(IReadOnlyList<TaskRow> Rows, TaskCounts Counts, string? Next);

public sealed record TaskCounts(int Mine, int Team, int Late, int Today, int Free, int Escalated, int ForOthers)
{
    public static readonly TaskCounts None = new(0, 0, 0, 0, 0, 0, 0);

    public int Of(TaskFilter filter) => filter switch
    {
        TaskFilter.Mine => Mine, TaskFilter.Late => Late, TaskFilter.Today => Today, TaskFilter.Free => Free, TaskFilter.Escalated => Escalated, TaskFilter.ForOthers => ForOthers, _ => Team,
    };
}

public sealed record TaskRow
{
    public required Guid TaskId { get; init; }
    public required Guid CaseId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string SubjectName { get; init; }

    /// <summary>The step's title in the reader's language.</summary>
    public required string Step { get; init; }

    /// <summary>The role's title in the reader's language.</summary>
    public required string Role { get; init; }

    /// <summary>The name of the team it waits for.</summary>
    public string? Team { get; init; }

    /// <summary>The absent colleague whose task it is.</summary>
    public string? For { get; init; }
    public string? Assignee { get; init; }
    public DateTime? DueAt { get; init; }
    public bool IsLate { get; init; }
    public int Level { get; init; }
}

internal sealed class FindTasksHandler(SopsDbContext db, SopLibrary library, TaskQuery tasks, StepRights rights, IStaffing staffing) : IRequestHandler<FindTasks, TaskList>
{
    public async Task<TaskList> Handle(FindTasks request, CancellationToken token)
    {
        var page = await tasks.Of(request.Filter, token);
        if (Cursor(request.After) is var (due, id)) page = page.Where(t => t.SortDue > due || (t.SortDue == due && t.Id.CompareTo(id) > 0));

        var found = await page.OrderBy(t => t.SortDue).ThenBy(t => t.Id).Take(request.Most + 1)
            .Join(db.Cases, t => t.CaseId, c => c.Id, (t, c) => new { Task = t, c.Id, c.DefinitionId, c.SubjectKind, c.SubjectId, c.SubjectName })
            .OrderBy(r => r.Task.SortDue).ThenBy(r => r.Task.Id).ToListAsync(token);

        var reach = await rights.Of(token);
        var teams = await staffing.TeamNames([.. found.Select(r => r.Task.Team).OfType<string>().Distinct()], token);
        List<TaskRow> rows = [];
        foreach (var row in found.Take(request.Most))
        {
            var sop = await library.Get(db, row.DefinitionId, token);
            rows.Add(new TaskRow
            {
                TaskId = row.Task.Id, CaseId = row.Id, SubjectKind = row.SubjectKind, SubjectId = row.SubjectId, SubjectName = row.SubjectName,
                Step = sop[row.Task.Step].Title.ToString(), Role = sop.RoleTitle(row.Task.Role).ToString(), Team = row.Task.Team is { } team ? teams.GetValueOrDefault(team, team) : null,
                For = reach.For(row.Task), Assignee = row.Task.Assignee, DueAt = row.Task.DueAt, IsLate = row.Task.LateAt is not null, Level = row.Task.Level,
            });
        }

        var next = found.Count > request.Most ? found[request.Most - 1].Task : null;
        return new TaskList(rows, await tasks.Count(token), next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{next.SortDue.Ticks}-{next.Id:N}"));
    }

    private static (DateTime Due, Guid Id)? Cursor(string? after) =>
        after?.Split('-') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var task)
            ? (new DateTime(at, DateTimeKind.Utc), task)
            : null;
}
