namespace WaterCrm.Contracts.Sops;

/// <summary>A step of a case was not answered by its due time.</summary>
[EventName("sops.task-became-late")]
public sealed record TaskBecameLate : IntegrationEvent
{
    public required Guid CaseId { get; init; }
    public required Guid TaskId { get; init; }
    public required string Sop { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string Step { get; init; }
    public required string Role { get; init; }
    public required DateTime DueAt { get; init; }

    public override Guid Subject => SubjectId;
}
