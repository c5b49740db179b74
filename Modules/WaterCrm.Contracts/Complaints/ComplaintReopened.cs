namespace WaterCrm.Contracts.Complaints;

/// <summary>A closed complaint is taken up again, because it is not fixed. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("complaints.reopened")]
public sealed record ComplaintReopened : IntegrationEvent
{
    public required Guid ComplaintId { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public Guid? CustomerId { get; init; }

    /// <summary>The customer asked for it, not somebody of the utility.</summary>
    public required bool ByCustomer { get; init; }

    public override Guid Subject => ComplaintId;
}
