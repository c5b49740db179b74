using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Where commands get a case to work on, and where they bring it back: saved, and told to its subject in the same transaction.</summary>
internal sealed class CaseDesk(SopsDbContext db, SopLibrary library, CalendarCatalog calendars, IEnumerable<ISubject> subjects, IStaffing staffing, IActor actor, TimeProvider clock)
{
    public async Task<CaseOnDesk?> Take(Guid caseId, CancellationToken token) =>
        await db.Lock(caseId, token) is { } run ? new CaseOnDesk(run, await Act(await library.Get(db, run.DefinitionId, token), token)) : null;

    public async Task<(CaseOnDesk Desk, StepTask Task)?> TakeByTask(Guid taskId, CancellationToken token)
    {
        var caseId = await db.Tasks.Where(t => t.Id == taskId).Select(t => t.CaseId).FirstOrDefaultAsync(token);
        return caseId != Guid.Empty && await Take(caseId, token) is { } desk ? (desk, desk.Case.Tasks.Single(t => t.Id == taskId)) : null;
    }

    public async Task<CaseAct> Act(SopDefinition sop, CancellationToken token) => new(sop, calendars, clock.Utc(), actor.Id, actor.Name)
    {
        // Few procedures name teams; the others need not ask.
        Teams = sop.Steps.Any(s => s.Team is not null) ? [.. (await staffing.OpenTeams(token)).Select(t => t.Code)] : [],
    };

    public async Task Save(Case run, CancellationToken token)
    {
        await db.SaveChangesAsync(token);
        await Tell(run, token);
    }

    /// <summary>The subject's row carries where its case stands. A subject whose module is off is not told; its case runs on.</summary>
    public async Task Tell(Case run, CancellationToken token)
    {
        if (subjects.FirstOrDefault(s => s.Kind == run.SubjectKind) is { } subject) await subject.Project(StateOf(run), token);
    }

    internal static CaseState StateOf(Case run)
    {
        var task = run.Current;
        return new CaseState
        {
            SubjectId = run.SubjectId, CaseId = run.Id, Group = run.Group, Step = run.Step, DueAt = run.Group is CaseGroup.Open ? task?.DueAt : null, Role = task?.Role, Assignee = task?.AssigneeId,
            IsLate = task?.LateAt is not null || run.AnsweredLate, Escalations = run.Escalations, ClosedAt = run.ClosedAt, ReopenUntil = run.ReopenUntil, Ending = run.Ending,
        };
    }
}

/// <summary>A case with what is needed to act on it.</summary>
internal sealed record CaseOnDesk(Case Case, CaseAct Act);
