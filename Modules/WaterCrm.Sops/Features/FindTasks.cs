using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

public enum TaskFilter
{
    /// <summary>Taken by the acting person.</summary>
    Mine,

    /// <summary>Waiting for one of the person's roles, or escalated to one.</summary>
    Team,
    Late,
    Today,
}

/// <summary>The acting person's inbox, most urgent first.</summary>
/// <param name="Filter">Which of the tabs.</param>
/// <param name="After">The <see cref="TaskList.Next"/> of the page before.</param>
public sealed record FindTasks(TaskFilter Filter = TaskFilter.Team, string? After = null) : IQuery<TaskList>
{
    public const int PageSize = 50;
}

public sealed record TaskList(IReadOnlyList<TaskRow> Rows, TaskCounts Counts, string? Next);

public sealed record TaskCounts(int Mine, int Team, int Late, int Today);

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
    public string? Assignee { get; init; }
    public DateTime? DueAt { get; init; }
    public bool IsLate { get; init; }
    public int Level { get; init; }
}

internal sealed class FindTasksHandler(SopsDbContext db, SopLibrary library, StepRights rights, LocalFormat format) : IRequestHandler<FindTasks, TaskList>
{
    public async Task<TaskList> Handle(FindTasks request, CancellationToken token)
    {
        var counts = new TaskCounts(await Of(TaskFilter.Mine).CountAsync(token), await Of(TaskFilter.Team).CountAsync(token), await Of(TaskFilter.Late).CountAsync(token), await Of(TaskFilter.Today).CountAsync(token));
        var page = Of(request.Filter);
        if (Cursor(request.After) is var (due, id)) page = page.Where(t => t.SortDue > due || (t.SortDue == due && t.Id.CompareTo(id) > 0));

        var found = await page.OrderBy(t => t.SortDue).ThenBy(t => t.Id).Take(FindTasks.PageSize + 1)
            .Join(db.Cases, t => t.CaseId, c => c.Id, (t, c) => new { Task = t, c.Id, c.DefinitionId, c.SubjectKind, c.SubjectId, c.SubjectName })
            .OrderBy(r => r.Task.SortDue).ThenBy(r => r.Task.Id).ToListAsync(token);

        List<TaskRow> rows = [];
        foreach (var row in found.Take(FindTasks.PageSize))
        {
            var sop = await library.Get(db, row.DefinitionId, token);
            rows.Add(new TaskRow
            {
                TaskId = row.Task.Id, CaseId = row.Id, SubjectKind = row.SubjectKind, SubjectId = row.SubjectId, SubjectName = row.SubjectName,
                Step = sop[row.Task.Step].Title.ToString(), Role = sop.RoleTitle(row.Task.Role).ToString(), Assignee = row.Task.Assignee,
                DueAt = row.Task.DueAt, IsLate = row.Task.LateAt is not null, Level = row.Task.Level,
            });
        }

        var next = found.Count > FindTasks.PageSize ? found[FindTasks.PageSize - 1].Task : null;
        return new TaskList(rows, counts, next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{next.SortDue.Ticks}-{next.Id:N}"));
    }

    /// <summary>What the acting person has to do with: taken by them, or waiting for one of their roles.</summary>
    private IQueryable<StepTask> Of(TaskFilter filter)
    {
        var (me, roles) = (rights.Person, rights.Roles);
        var open = db.Tasks.Where(t => t.State == TaskState.Open);
        var mine = open.Where(t => t.AssigneeId == me && me != null);
        var team = open.Where(t => (t.AssigneeId == me && me != null) || roles.Contains(t.Role) || (t.EscalatedTo != null && roles.Contains(t.EscalatedTo)));
        var tomorrow = format.ToUtc(format.Today.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return filter switch
        {
            TaskFilter.Mine => mine,
            TaskFilter.Late => team.Where(t => t.LateAt != null),
            TaskFilter.Today => team.Where(t => t.SortDue < tomorrow),
            _ => team,
        };
    }

    private static (DateTime Due, Guid Id)? Cursor(string? after) =>
        after?.Split('-') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var task)
            ? (new DateTime(at, DateTimeKind.Utc), task)
            : null;
}
