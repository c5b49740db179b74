namespace WaterCrm.Kernel.People.Domain;

/// <summary>A browser in which somebody is signed in. Without its row the session's cookie is worth nothing.</summary>
internal sealed class Session
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public DateTime BegunAt { get; init; }
    public DateTime LastSeenAt { get; set; }
    public required string Address { get; set; }

    /// <summary>What the browser says of itself; its words for people are made when it is shown.</summary>
    public required string Agent { get; init; }

    /// <summary>When the second factor was last shown in this session; null where it never was.</summary>
    public DateTime? ConfirmedAt { get; set; }
}
