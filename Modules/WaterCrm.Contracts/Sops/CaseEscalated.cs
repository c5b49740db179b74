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

    /// <summary>The procedure asks that the person on call is called.</summary>
    public bool CallsOnDuty { get; init; }

    /// <summary>What people call the subject; null in events written before it was told.</summary>
    public string? SubjectName { get; init; }

    /// <summary>The code of the team for which the step waits; null where it waits for a role.</summary>
    public string? Team { get; init; }

    public override Guid Subject => SubjectId;
}
