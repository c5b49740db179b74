using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>The latest case about a subject, as the case page shows it; null where there is none.</summary>
public sealed record ShowCase(string SubjectKind, Guid SubjectId) : IQuery<CaseView?>;

internal sealed class ShowCaseHandler(SopsDbContext db, SopLibrary library, CaseViewer viewer) : IRequestHandler<ShowCase, CaseView?>
{
    public async Task<CaseView?> Handle(ShowCase request, CancellationToken token)
    {
        var run = await db.Cases.Where(c => c.SubjectKind == request.SubjectKind && c.SubjectId == request.SubjectId).OrderByDescending(c => c.OpenedAt).FirstOrDefaultAsync(token);
        if (run is null) return null;

        run.Tasks.AddRange(await db.Tasks.Where(t => t.CaseId == run.Id).OrderBy(t => t.Sequence).ToListAsync(token));
        var history = await db.History.Where(h => h.CaseId == run.Id).OrderBy(h => h.Sequence).ToListAsync(token);
        var number = await db.Definitions.Where(d => d.Id == run.DefinitionId).Select(d => d.Number).SingleAsync(token);
        return viewer.Show(run, history, await library.Get(db, run.DefinitionId, token), number);
    }
}
