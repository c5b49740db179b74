using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Definitions;

namespace WaterCrm.Sops.Domain;

/// <summary>One run of a procedure about a subject, by the version with which it began. At most one of its steps waits at a time.</summary>
internal sealed partial class Case : Entity
{
    public required Guid DefinitionId { get; init; }
    public required string Sop { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string SubjectName { get; init; }
    public string? Variety { get; init; }
    public CaseGroup Group { get; private set; }

    /// <summary>The current step, or the outcome by which the case ended.</summary>
    public string Step { get; private set; } = "";
    public required DateTime OpenedAt { get; init; }

    /// <summary>Where the clocks of the whole case begin: its opening, or its last reopening.</summary>
    public DateTime ClockFrom { get; private set; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Until when it may be taken up again: the procedure says how long, counted from the closing.</summary>
    public DateTime? ReopenUntil { get; private set; }
    public CaseEnding? Ending { get; private set; }
    public int Reopened { get; private set; }
    public int Escalations { get; private set; }
    public DateTime? PausedAt { get; private set; }
    public string? PauseReason { get; private set; }

    /// <summary>The times the clock stood still, as ticks: from-to;from-to.</summary>
    public string Pauses { get; private set; } = "";

    /// <summary>When the watch has to look next; null when the clock can do nothing to the case.</summary>
    public DateTime? WatchAt { get; private set; }
    public int Entries { get; private set; }

    /// <summary>What this command answered was late before the watch saw it; only its subject has still to be told.</summary>
    public bool AnsweredLate { get; private set; }
    public int StepsTaken { get; private set; }

    public List<StepTask> Tasks { get; } = [];

    /// <summary>Only what this command adds is here; the rest is not loaded for it.</summary>
    public List<CaseEntry> History { get; } = [];

    public StepTask? Current => Tasks.FirstOrDefault(t => t.IsOpen);

    /// <summary>Starts at the first step and goes at once through those that were taken before there was a case.</summary>
    public static Result<Case> Open(Guid id, Guid definition, string subjectKind, Guid subjectId, string subjectName, string? variety, IEnumerable<string> alreadyTaken, CaseAct act)
    {
        var opened = new Case
        {
            Id = id, DefinitionId = definition, Sop = act.Sop.Code, SubjectKind = subjectKind, SubjectId = subjectId, SubjectName = subjectName, Variety = variety,
            OpenedAt = act.Now, ClockFrom = act.Now,
        };
        opened.Note(act, CaseAction.Opened);
        opened.Enter(act.Sop.First, act);
        foreach (var taken in alreadyTaken)
        {
            if (opened.Current is not { } task || act.Sop[task.Step].Find(taken) is not { } outcome) return SopErrors.UnknownOutcome;
            opened.Conclude(task, outcome, FormValues.Empty, comment: null, act);
        }
        return opened;
    }

    /// <summary>Takes an outcome: the task is done and the case goes on or ends.</summary>
    public void Answer(StepTask task, SopOutcome outcome, FormValues values, string? comment, CaseAct act)
    {
        if (Group is CaseGroup.Waiting) Resume(comment: null, act);
        AnsweredLate = MarkIfLate(task, act);
        Conclude(task, outcome, values, comment, act);
    }

    public Result<Case> Claim(StepTask task, CaseAct act)
    {
        if (task.AssigneeId is not null && task.AssigneeId != act.ById) return SopErrors.AlreadyTaken.With(task.Assignee ?? "");
        task.Assign(act.ById, act.By);
        Note(act, CaseAction.Claimed, task.Step);
        return this;
    }

    public Result<Case> HandOver(StepTask task, HandOverTo to, string reason, CaseAct act)
    {
        if (to is { Role: null, Team: null, PersonId: null }) return SopErrors.NobodyNamed;
        if (to.Role is not null && act.Sop.Roles.All(r => r.Id != to.Role)) return SopErrors.UnknownRole;
        if (to.Role is not null) task.GiveTo(to.Role);
        if (to.Team is not null) task.GiveToTeam(to.Team);
        if (to.PersonId is not null) task.Assign(to.PersonId, to.Person);
        Note(act, CaseAction.HandedOver, task.Step, to.Role ?? to.TeamName ?? to.Person, reason);
        return this;
    }

    /// <summary>Whoever held the task leaves, or the team is closed.</summary>
    public void PassOn(StepTask task, HandOverTo to, CaseAct act)
    {
        if (to.PersonId is not null) task.Assign(to.PersonId, to.Person);
        else if (to.Team is not null) task.GiveToTeam(to.Team);
        else task.GiveBack();
        Note(act, CaseAction.HandedOver, task.Step, to.Person ?? to.TeamName ?? task.Role);
    }

    public Result<Case> Reopen(string? step, string reason, CaseAct act)
    {
        if (ClosedAt is null) return SopErrors.NotClosed;
        if (act.Sop.Reopen is not { } rule || ReopenUntil is not { } until || until < act.Now) return SopErrors.TooOldToReopen;
        if (act.Sop.Find(step ?? rule.Step) is not { Automatic: null } at) return SopErrors.CannotReopenThere;

        (Group, ClosedAt, ReopenUntil, Ending, ClockFrom) = (CaseGroup.Open, null, null, null, act.Now);
        Reopened++;
        Note(act, CaseAction.Reopened, at.Id, comment: reason);
        Enter(at, act);
        return this;
    }

    private void Conclude(StepTask task, SopOutcome outcome, FormValues values, string? comment, CaseAct act)
    {
        task.Answer(outcome, values, act);
        Note(act, CaseAction.Answered, task.Step, outcome.Id, comment);
        if (outcome.End is { } ending) Close(outcome, ending, act);
        else Enter(act.Sop[Next(task, outcome)], act);
    }

    /// <summary>A way that may be taken only so often leads elsewhere after that.</summary>
    private string Next(StepTask task, SopOutcome outcome) =>
        outcome.AtMost is { } most && Tasks.Count(t => t.Step == task.Step && t.Outcome == outcome.Id) > most ? outcome.Then! : outcome.Next!;

    private void Enter(SopStep step, CaseAct act)
    {
        var task = StepTask.Start(this, step, ++StepsTaken, act);
        if (step.Due is { } due && step.Automatic is null)
            task.Allow(Deadline.Count(due.FromOpening ? ClockFrom : act.Now, due.After.For(Variety), act.Calendars[due.Calendar], PausesDone()));
        Tasks.Add(task);
        Step = step.Id;
        WatchAt = task.DueAt;
        Note(act, CaseAction.Entered, step.Id);
        if (step.Automatic is { } outcome) Conclude(task, outcome, FormValues.Empty, comment: null, act with { ById = null, By = "system", For = null });
    }

    private void Close(SopOutcome outcome, CaseEnding ending, CaseAct act)
    {
        (Group, Step, ClosedAt, Ending, WatchAt) = (CaseGroup.Done, outcome.Id, act.Now, ending, null);
        ReopenUntil = act.Sop.Reopen is { } rule ? act.Calendars[act.Sop.Calendar].DueAfter(act.Now, rule.Within) : null;
        Note(act, CaseAction.Closed, detail: outcome.Id);
    }

    private void Note(CaseAct act, CaseAction action, string? step = null, string? detail = null, string? comment = null) =>
        History.Add(CaseEntry.Make(this, ++Entries, act, action, step, detail, comment));
}
