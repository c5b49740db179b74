namespace WaterCrm.Contracts.Customers;

/// <summary>What is known about a customer changed. Version 1: add optional properties freely; to change one, publish V2 beside it.</summary>
[EventName("customers.changed")]
public sealed record CustomerChanged : IntegrationEvent
{
    public required Guid CustomerId { get; init; }

    public override Guid Subject => CustomerId;
}
