using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>How far a subject has come, in words that anybody may read: stages and dates, no names, no internal text. Empty where there is no case.</summary>
public sealed record StagesFor(string SubjectKind, Guid SubjectId) : IQuery<IReadOnlyList<PublicStageView>>;

public enum StageState
{
    Done,
    Current,
    ToCome,
}

/// <param name="Id">The stage's id in the procedure.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it was reached, UTC.</param>
public sealed record PublicStageView(string Id, string Title, StageState State, DateTime? At);

internal sealed class StagesForHandler(SopsDbContext db, SopLibrary library) : IRequestHandler<StagesFor, IReadOnlyList<PublicStageView>>
{
    public async Task<IReadOnlyList<PublicStageView>> Handle(StagesFor request, CancellationToken token)
    {
        var run = await db.Cases.Where(c => c.SubjectKind == request.SubjectKind && c.SubjectId == request.SubjectId).OrderByDescending(c => c.OpenedAt)
            .Select(c => new { c.Id, c.DefinitionId, c.ClosedAt }).FirstOrDefaultAsync(token);
        if (run is null) return [];

        var sop = await library.Get(db, run.DefinitionId, token);
        var tasks = await db.Tasks.Where(t => t.CaseId == run.Id).OrderBy(t => t.Sequence).Select(t => new Reached(t.Step, t.StartedAt)).ToListAsync(token);
        return [.. Stages(sop, tasks, run.ClosedAt)];
    }

    /// <summary>
    /// Stages that were passed, with their dates, then the one that is, then those to which the case normally comes. When a case goes back,
    /// what lies after the current stage is to come again. Stages of other ways, such as referring on, show only where they were taken.
    /// </summary>
    internal static IEnumerable<PublicStageView> Stages(SopDefinition sop, IReadOnlyList<Reached> tasks, DateTime? closedAt)
    {
        var order = sop.PublicStages.Select((stage, place) => (stage.Id, place)).ToDictionary(s => s.Id, s => s.place);
        var passed = tasks.Select(t => (Stage: sop[t.Step].PublicStage, t.At)).Where(t => t.Stage is not null).ToList();
        if (passed.Count == 0) yield break;

        var now = closedAt is null ? order[passed[^1].Stage!] : int.MaxValue;
        var toCome = closedAt is null ? sop.WayFrom(tasks[^1].Step).Select(s => s.PublicStage).ToHashSet() : [];
        foreach (var stage in sop.PublicStages)
        {
            var place = order[stage.Id];
            var reached = passed.FirstOrDefault(p => p.Stage == stage.Id);
            if (place <= now && reached.Stage is not null) yield return new(stage.Id, stage.Title.ToString(), place == now ? StageState.Current : StageState.Done, reached.At);
            else if (place > now && toCome.Contains(stage.Id)) yield return new(stage.Id, stage.Title.ToString(), StageState.ToCome, null);
        }
    }

    internal sealed record Reached(string Step, DateTime At);
}
