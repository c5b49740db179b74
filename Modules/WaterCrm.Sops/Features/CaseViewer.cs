using System.Globalization;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Puts a case into the reader's words.</summary>
internal sealed class CaseViewer(CalendarCatalog calendars, IEnumerable<ISubject> subjects, TimeProvider clock)
{
    public CaseView Show(Case run, IReadOnlyList<CaseEntry> history, SopDefinition sop, int version, Reach reach, IReadOnlyList<TeamName> teams, Listener? listener) => new()
    {
        CaseId = run.Id, SubjectKind = run.SubjectKind, SubjectId = run.SubjectId, SubjectName = run.SubjectName,
        SubjectLink = subjects.FirstOrDefault(s => s.Kind == run.SubjectKind)?.LinkTo(run.SubjectId),
        Sop = sop.Code, Title = sop.Title.ToString(), SopVersion = version,
        Group = run.Group, OpenedAt = run.OpenedAt, ClosedAt = run.ClosedAt, PausedAt = run.PausedAt, PauseReason = run.PauseReason, Escalations = run.Escalations,
        Steps = [.. run.Tasks.Select(t => Taken(t, sop, history)), .. ToCome(run, sop)],
        Current = run.Current is { } task ? Waiting(run, task, sop, reach, teams, listener) : null,
        History = [.. history.Select(h => Line(h, sop))],
        ReopenAt = MayReopen(run, sop) ? [.. sop.Steps.Where(s => s.Automatic is null).OrderBy(s => s.Id != sop.Reopen!.Step).Select(s => new Choice(s.Id, s.Title.ToString()))] : [],
    };

    private static StepView Taken(StepTask task, SopDefinition sop, IReadOnlyList<CaseEntry> history)
    {
        var step = sop[task.Step];
        var said = history.FirstOrDefault(h => h.Action is CaseAction.Answered && h.Step == task.Step && h.At == task.AnsweredAt);
        return new StepView
        {
            TaskId = task.Id, Id = step.Id, Title = step.Title.ToString(), State = task.IsOpen ? StepState.Current : StepState.Done, Role = step.Automatic is null ? sop.RoleTitle(task.Role).ToString() : "",
            By = task.AnsweredBy, At = task.AnsweredAt, DueAt = task.DueAt, WasLate = task.DueAt < task.AnsweredAt || task.LateAt is not null,
            Outcome = task.Outcome is { } outcome ? step.Find(outcome)?.Title.ToString() : null,
            Comment = said?.Comment, For = said?.For,
            Form = step.Form, Values = task.Values is null or "{}" ? null : FormValues.FromJson(task.Values),
        };
    }

    private static IEnumerable<StepView> ToCome(Case run, SopDefinition sop) => run.Current is not { } task ? [] : sop.WayFrom(task.Step).Select(step =>
        new StepView { Id = step.Id, Title = step.Title.ToString(), State = StepState.ToCome, Role = step.Automatic is null ? sop.RoleTitle(step.Role.For(run.Variety)).ToString() : "" });

    private TaskView Waiting(Case run, StepTask task, SopDefinition sop, Reach reach, IReadOnlyList<TeamName> teams, Listener? listener)
    {
        var step = sop[task.Step];
        return new TaskView
        {
            TaskId = task.Id, Version = task.Turn, StepId = step.Id, Title = step.Title.ToString(), Instructions = step.Instructions?.ToString(), Say = Ready(step, run, listener),
            Role = sop.RoleTitle(task.Role).ToString(), Team = task.Team is { } team ? teams.FirstOrDefault(t => t.Code == team)?.Name ?? team : null, For = reach.For(task), EscalatedTo = task.EscalatedTo is { } up ? sop.RoleTitle(up).ToString() : null,
            AssigneeId = task.AssigneeId, Assignee = task.Assignee, MayAnswer = reach.MayAnswer(task), IsMine = reach.IsMine(task),
            DueAt = task.DueAt, IsLate = run.Group is CaseGroup.Open && (task.LateAt is not null || task.DueAt <= clock.Utc()), Why = Explain(run, task), Form = step.Form,
            Outcomes = [.. step.Outcomes.Select(o => new OutcomeView(o.Id, o.Title.ToString(), o.NeedsComment, o.End is not null))],
            Roles = [.. sop.Roles.Where(r => r.Id != task.Role || task.Team is not null).Select(r => new Choice(r.Id, r.Title.ToString()))],
            Teams = [.. teams.Where(t => t.Code != task.Team).Select(t => new Choice(t.Code, t.Name))],
        };
    }

    private static ReadyText? Ready(SopStep step, Case run, Listener? listener) => step.Say is not { } say || listener is null ? null
        : new(listener.Language, say.In(CultureInfo.GetCultureInfo(listener.Language)).Replace("{greeting}", listener.Greeting).Replace("{number}", run.SubjectName));

    private DueExplanation? Explain(Case run, StepTask task)
    {
        if (task.DueFrom is not { } from || calendars.Find(task.DueCalendar!) is not { } calendar) return null;
        var allowed = Duration.Parse(task.DueAfter!);
        return new DueExplanation(from, allowed, calendar.Name.ToString(), calendar.Explain(from, allowed), [.. run.PausesDone().Where(p => p.To > from).Select(p => new ClockPause(p.From, p.To))]);
    }

    private static CaseEntryView Line(CaseEntry entry, SopDefinition sop)
    {
        var step = entry.Step is null ? null : sop.Find(entry.Step);
        return new CaseEntryView
        {
            At = entry.At, By = entry.By, For = entry.For, Action = entry.Action, Step = step?.Title.ToString() ?? entry.Step, Comment = entry.Comment,
            Detail = entry.Detail is not { } detail ? null : entry.Action switch
            {
                CaseAction.Answered => step?.Find(detail)?.Title.ToString() ?? detail,
                CaseAction.HandedOver or CaseAction.Escalated => sop.RoleTitle(detail).ToString(),
                CaseAction.Closed => sop.Steps.SelectMany(s => s.Outcomes).FirstOrDefault(o => o.Id == detail && o.End is not null)?.Title.ToString() ?? detail,
                _ => detail,
            },
        };
    }

    private bool MayReopen(Case run, SopDefinition sop) =>
        run.ClosedAt is { } closed && sop.Reopen is { } rule && calendars[sop.Calendar].DueAfter(closed, rule.Within) >= clock.Utc();
}
