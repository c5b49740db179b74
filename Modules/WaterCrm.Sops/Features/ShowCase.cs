using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>The latest case about a subject, as the case page shows it; null where there is none.</summary>
public sealed record ShowCase(string SubjectKind, Guid SubjectId) : IQuery<CaseView?>;

/// <summary>The case to which a task belongs; null where there is no such task.</summary>
public sealed record ShowTask(Guid TaskId) : IQuery<CaseView?>;

/// <summary>One case; null where there is none.</summary>
public sealed record ShowCaseById(Guid CaseId) : IQuery<CaseView?>;

internal sealed class ShowCaseHandler(SopsDbContext db, SopLibrary library, CaseViewer viewer, StepRights rights, IStaffing staffing, IEnumerable<ISubject> subjects) : IRequestHandler<ShowCase, CaseView?>, IRequestHandler<ShowCaseById, CaseView?>, IRequestHandler<ShowTask, CaseView?>
{
    public Task<CaseView?> Handle(ShowCase request, CancellationToken token) =>
        Show(db.Cases.Where(c => c.SubjectKind == request.SubjectKind && c.SubjectId == request.SubjectId).OrderByDescending(c => c.OpenedAt), token);

    public Task<CaseView?> Handle(ShowCaseById request, CancellationToken token) => Show(db.Cases.Where(c => c.Id == request.CaseId), token);

    public Task<CaseView?> Handle(ShowTask request, CancellationToken token) => Show(db.Cases.Where(c => c.Tasks.Any(t => t.Id == request.TaskId)), token);

    private async Task<CaseView?> Show(IQueryable<Case> cases, CancellationToken token)
    {
        // Also inside a command it only looks: a tracked case would hold each task twice, once as loaded and once as found here.
        if (await cases.AsNoTracking().FirstOrDefaultAsync(token) is not { } run) return null;

        run.Tasks.AddRange(await db.Tasks.AsNoTracking().Where(t => t.CaseId == run.Id).OrderBy(t => t.Sequence).ToListAsync(token));
        var history = await db.History.AsNoTracking().Where(h => h.CaseId == run.Id).OrderBy(h => h.Sequence).ToListAsync(token);
        var number = await db.Definitions.Where(d => d.Id == run.DefinitionId).Select(d => d.Number).SingleAsync(token);
        var sop = await library.Get(db, run.DefinitionId, token);
        var listener = run.Current is { } task && sop[task.Step].Say is not null && subjects.FirstOrDefault(s => s.Kind == run.SubjectKind) is { } subject ? await subject.ToldTo(run.SubjectId, token) : null;
        return viewer.Show(run, history, sop, number, await rights.Of(token), await staffing.OpenTeams(token), listener);
    }
}
