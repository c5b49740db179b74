using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Forms;
using WaterCrm.Sops.Definitions;

namespace WaterCrm.Sops.Domain;

internal enum TaskState
{
    Open,
    Answered,

    /// <summary>Nobody will answer it any more: the case went another way.</summary>
    Dropped,
}

/// <summary>A step of a case that waits, or waited, for somebody.</summary>
internal sealed class StepTask : Entity
{
    /// <summary>Stands in the sort column of tasks without a deadline: they come last.</summary>
    public static readonly DateTime Never = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    public required Guid CaseId { get; init; }
    public required string Step { get; init; }

    /// <summary>The number of the step within the case, in the order in which they were reached.</summary>
    public required int Sequence { get; init; }
    public required string Role { get; set; }

    /// <summary>The code of the team it waits for; null where it waits for everybody of the role.</summary>
    public string? Team { get; private set; }
    public string? EscalatedTo { get; private set; }

    /// <summary>How many rungs of the ladder it has been taken up.</summary>
    public int Level { get; private set; }
    public Guid? AssigneeId { get; private set; }
    public string? Assignee { get; private set; }
    public required DateTime StartedAt { get; init; }
    public DateTime? DueFrom { get; private set; }
    public string? DueAfter { get; private set; }
    public string? DueCalendar { get; private set; }
    public DateTime? DueAt { get; private set; }
    public DateTime SortDue { get; private set; } = Never;

    /// <summary>When it was marked late; null while it is not.</summary>
    public DateTime? LateAt { get; private set; }
    public TaskState State { get; private set; }

    /// <summary>Counts what people did with the task. The clock's own marks do not count: nobody's answer is refused because it became late meanwhile.</summary>
    public int Turn { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public Guid? AnsweredById { get; private set; }
    public string? AnsweredBy { get; private set; }
    public string? Outcome { get; private set; }
    public string? Values { get; private set; }

    public static StepTask Start(Case run, SopStep step, int sequence, CaseAct act) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(act.Now, TimeSpan.Zero)), CaseId = run.Id, Step = step.Id, Sequence = sequence, Role = step.Role.For(run.Variety),
        Team = step.Team is { } team && act.Teams.Contains(team) ? team : null, StartedAt = act.Now,
    };

    public bool IsOpen => State is TaskState.Open;

    public void Allow(Deadline deadline)
    {
        (DueFrom, DueAfter, DueCalendar) = (deadline.From, deadline.After.ToString(), deadline.Calendar);
        (DueAt, SortDue) = (deadline.DueAt, deadline.DueAt);
    }

    public void MoveDue(Pause pause, CalendarCatalog calendars)
    {
        if (DueAt is { } due) DueAt = SortDue = pause.Move(due, Duration.Parse(DueAfter!), calendars[DueCalendar!]);
    }

    public void Answer(SopOutcome outcome, FormValues values, CaseAct act)
    {
        (State, Outcome, AnsweredAt, AnsweredById, AnsweredBy) = (TaskState.Answered, outcome.Id, act.Now, act.ById, act.By);
        Values = values.ToJson();
        Turn++;
    }

    public void Assign(Guid? id, string? name)
    {
        (AssigneeId, Assignee) = (id, name);
        Turn++;
    }

    public void GiveTo(string role)
    {
        // It is theirs now: the step's ladder starts again only with a new step, so the level stays.
        (Role, Team, AssigneeId, Assignee) = (role, null, null, null);
        Turn++;
    }

    public void GiveToTeam(string team)
    {
        (Team, AssigneeId, Assignee) = (team, null, null);
        Turn++;
    }

    /// <summary>Back to everybody of the role.</summary>
    public void GiveBack()
    {
        (Team, AssigneeId, Assignee) = (null, null, null);
        Turn++;
    }

    public void MarkLate(DateTime now) => LateAt = now;

    public void TakeUp(int level, string role) => (Level, EscalatedTo) = (level, role);

    public void Drop()
    {
        State = TaskState.Dropped;
        Turn++;
    }
}
