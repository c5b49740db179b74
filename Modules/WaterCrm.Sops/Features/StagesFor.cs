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
    /// A stage is reached by the first step that belongs to it; steps without a stage change nothing for the public. When a case goes back,
    /// the stages after the current one are to come again. A closed case shows only the stages it passed.
    /// </summary>
    internal static IEnumerable<PublicStageView> Stages(SopDefinition sop, IReadOnlyList<Reached> tasks, DateTime? closedAt)
    {
        var passed = tasks.Select(t => (Stage: sop.Find(t.Step)?.PublicStage, t.At)).Where(t => t.Stage is not null).ToList();
        var current = sop.PublicStages.ToList().FindIndex(s => passed.Count > 0 && s.Id == passed[^1].Stage);
        for (var i = 0; i < sop.PublicStages.Count; i++)
        {
            var stage = sop.PublicStages[i];
            var reached = passed.FirstOrDefault(p => p.Stage == stage.Id);
            var state = closedAt is not null ? StageState.Done : i == current ? StageState.Current : i < current ? StageState.Done : StageState.ToCome;
            // A stage that was left out is not shown as done.
            if (reached.Stage is null && (state is StageState.Done)) continue;
            yield return new PublicStageView(stage.Id, stage.Title.ToString(), state, state is StageState.ToCome ? null : reached.At);
        }
    }

    internal sealed record Reached(string Step, DateTime At);
}
