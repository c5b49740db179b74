using System.Globalization;
using WaterCrm.Contracts.Sops;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Definitions;

namespace WaterCrm.Sops.Domain;

/// <summary>What the clock does to a case, and what stops it.</summary>
internal sealed partial class Case
{
    public Result<Case> Pause(string reason, CaseAct act)
    {
        if (Group is CaseGroup.Done) return SopErrors.AlreadyClosed;
        if (Group is CaseGroup.Waiting) return SopErrors.AlreadyWaiting;
        (Group, PausedAt, PauseReason, WatchAt) = (CaseGroup.Waiting, act.Now, reason, null);
        Note(act, CaseAction.Paused, Step, comment: reason);
        return this;
    }

    public Result<Case> Resume(string? comment, CaseAct act)
    {
        if (Group is not CaseGroup.Waiting || PausedAt is not { } since) return SopErrors.NotWaiting;
        var pause = new Pause(since, act.Now);
        (Group, PausedAt, PauseReason) = (CaseGroup.Open, null, null);
        Pauses = string.Join(';', PausesDone().Append(pause).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.From.Ticks}-{p.To.Ticks}")));
        Current?.MoveDue(pause, act.Calendars);
        WatchAt = NextWatch(act);
        Note(act, CaseAction.Resumed, Step, comment: comment);
        return this;
    }

    public IReadOnlyList<Pause> PausesDone() => [.. Pauses.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('-')).Select(p => new Pause(Utc(p[0]), Utc(p[1])))];

    /// <summary>
    /// The clock's turn: marks the task late and takes it up as many rungs as are due. What was done stands in the row,
    /// so that it is done once however often this is called.
    /// </summary>
    public void Watch(CaseAct act)
    {
        if (Group is not CaseGroup.Open || Current is not { DueAt: not null } task)
        {
            WatchAt = null;
            return;
        }

        MarkIfLate(task, act);
        while (NextRung(task, act) is { } rung && rung.At <= act.Now) TakeUp(task, task.Level + 1, comment: null, act);
        WatchAt = NextWatch(act);
    }

    /// <summary>Also when somebody answers between two looks of the watch, or while it did not run: late is late.</summary>
    private bool MarkIfLate(StepTask task, CaseAct act)
    {
        if (task.LateAt is not null || task.DueAt is not { } due || due > act.Now) return false;

        task.MarkLate(act.Now);
        Note(act, CaseAction.BecameLate, task.Step);
        Raise(new TaskBecameLate
        {
            OccurredAt = act.Now, CaseId = Id, TaskId = task.Id, Sop = Sop, SubjectKind = SubjectKind, SubjectId = SubjectId, Step = task.Step, Role = task.Role, DueAt = due,
        });
        return true;
    }

    /// <summary>A person takes the case to the top at once.</summary>
    public Result<Case> Escalate(string reason, CaseAct act)
    {
        if (Current is not { } task) return SopErrors.AlreadyClosed;
        var ladder = act.Sop[task.Step].EscalateTo;
        if (task.Level >= ladder.Count) return SopErrors.NobodyAbove;
        TakeUp(task, ladder.Count, reason, act);
        WatchAt = Group is CaseGroup.Waiting ? null : NextWatch(act);
        return this;
    }

    private void TakeUp(StepTask task, int level, string? comment, CaseAct act)
    {
        var ladder = act.Sop[task.Step].EscalateTo;
        // Whoever is passed over on the way to the top is not told, but whoever is on call is called.
        var (role, calls) = (ladder[level - 1].Role, ladder.Take(level).Skip(task.Level).Any(r => r.CallsOnDuty));
        task.TakeUp(level, role);
        Escalations++;
        Note(act, CaseAction.Escalated, task.Step, role, comment);
        Raise(new CaseEscalated
        {
            OccurredAt = act.Now, CaseId = Id, Sop = Sop, SubjectKind = SubjectKind, SubjectId = SubjectId, Step = task.Step, Role = role, Level = level,
            CallsOnDuty = calls, SubjectName = SubjectName, Team = task.Team,
        });
    }

    private DateTime? NextWatch(CaseAct act) =>
        Current is not { DueAt: { } due } task ? null : task.LateAt is null ? due : NextRung(task, act)?.At;

    private static (string Role, DateTime At)? NextRung(StepTask task, CaseAct act)
    {
        var ladder = act.Sop[task.Step].EscalateTo;
        if (task.Level >= ladder.Count || task.DueAt is not { } due) return null;
        var rung = ladder[task.Level];
        return (rung.Role, rung.After is { } after ? act.Calendars[task.DueCalendar!].DueAfter(due, after) : due);
    }

    private static DateTime Utc(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
