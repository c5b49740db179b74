using WaterCrm.Kernel.Requests;

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
