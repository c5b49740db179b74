namespace WaterCrm.Contracts.Sops;

/// <summary>A case was taken one level further up, by its clock or by a person.</summary>
[EventName("sops.case-escalated")]
public sealed record CaseEscalated : IntegrationEvent
{
    public required Guid CaseId { get; init; }
    public required string Sop { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string Step { get; init; }

    /// <summary>The role that has to look at it now.</summary>
    public required string Role { get; init; }

    /// <summary>1 for the first level.</summary>
    public required int Level { get; init; }

    public override Guid Subject => SubjectId;
}
