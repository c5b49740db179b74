namespace WaterCrm.SampleModule.Domain;

/// <summary>A customer who has just come and whom nobody has asked yet what should be better.</summary>
internal sealed class NewCustomer
{
    public Guid CustomerId { get; init; }
    public DateTime Since { get; init; }
}
