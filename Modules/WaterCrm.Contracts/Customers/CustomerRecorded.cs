namespace WaterCrm.Contracts.Customers;

/// <summary>A customer was recorded for the first time. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("customers.recorded")]
public sealed record CustomerRecorded : IntegrationEvent
{
    public required Guid CustomerId { get; init; }

    public override Guid Subject => CustomerId;
}
