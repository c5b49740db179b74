using WaterCrm.Kernel.Requests;

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
