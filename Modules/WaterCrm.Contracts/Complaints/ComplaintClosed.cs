namespace WaterCrm.Contracts.Complaints;

/// <summary>A complaint reached its end. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("complaints.closed")]
public sealed record ComplaintClosed : IntegrationEvent
{
    public required Guid ComplaintId { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public Guid? CustomerId { get; init; }

    /// <summary>The outcome by which the case ended, such as <c>closed</c> or <c>closed-as-referred</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>No step of it was late.</summary>
    public required bool ResolvedInTime { get; init; }

    public override Guid Subject => ComplaintId;
}
