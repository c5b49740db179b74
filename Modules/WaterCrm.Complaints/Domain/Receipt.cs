namespace WaterCrm.Complaints.Domain;

/// <summary>A form that was used, by the hash of its key, and the complaint it made.</summary>
internal sealed class Receipt
{
    public required byte[] Form { get; init; }
    public required Guid ComplaintId { get; init; }
}
