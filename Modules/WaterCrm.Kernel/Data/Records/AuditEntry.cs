namespace WaterCrm.Kernel.Data.Records;

/// <summary>Who did what, and when. Rows are only ever added.</summary>
internal sealed class AuditEntry
{
    public long Sequence { get; init; }
    public DateTime At { get; init; }
    public required string Action { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public Guid? Subject { get; init; }

    /// <summary>What changed, as JSON; null where the action changed no record.</summary>
    public string? Changes { get; init; }
}
