using WaterCrm.Kernel.Data;

namespace WaterCrm.Sops.Domain;

/// <summary>One line of a case's history: who did what, when, and what they said about it.</summary>
internal sealed class CaseEntry : Entity
{
    public required Guid CaseId { get; init; }

    /// <summary>Counts within the case: several things happen in one moment.</summary>
    public required int Sequence { get; init; }
    public required DateTime At { get; init; }
    public Guid? ById { get; init; }
    public required string By { get; init; }

    /// <summary>The absent colleague for whom it was done.</summary>
    public string? For { get; init; }
    public required CaseAction Action { get; init; }
    public string? Step { get; init; }

    /// <summary>The outcome of an answer, the role, team or person of a handing over, the role of an escalation.</summary>
    public string? Detail { get; init; }
    public string? Comment { get; init; }

    public static CaseEntry Make(Case about, int sequence, CaseAct act, CaseAction action, string? step, string? detail, string? comment) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(act.Now, TimeSpan.Zero)), CaseId = about.Id, Sequence = sequence, At = act.Now, ById = act.ById, By = act.By, For = act.For,
        Action = action, Step = step, Detail = detail, Comment = comment,
    };
}
