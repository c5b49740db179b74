namespace WaterCrm.Contracts.Complaints;

/// <summary>Somebody told the utility that something is wrong. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("complaints.reported")]
public sealed record ComplaintReported : IntegrationEvent
{
    public required Guid ComplaintId { get; init; }
    public required string Number { get; init; }

    /// <summary>Code of the kind, such as <c>no-water</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The way it came in, such as <c>Web</c>.</summary>
    public required string Channel { get; init; }
    public string? Zone { get; init; }

    /// <summary>Null when nobody knows, or need know, who it was.</summary>
    public Guid? CustomerId { get; init; }

    public override Guid Subject => ComplaintId;
}
