namespace WaterCrm.Kernel.Data.Records;

/// <summary>A fact that was committed and is to be told.</summary>
internal sealed class OutboxEvent
{
    public long Sequence { get; init; }
    public required string Name { get; init; }
    public Guid Subject { get; init; }
    public required string Payload { get; init; }
    public DateTime OccurredAt { get; init; }
    public DateTime WrittenAt { get; init; }
}

internal enum DeliveryState
{
    Pending,
    Done,

    /// <summary>Given up after several tries; waits for somebody to look.</summary>
    Parked,
}

/// <summary>One event for one listener. Its state changes in the listener's own transaction.</summary>
internal sealed class InboxEntry
{
    public required string Listener { get; init; }
    public long Sequence { get; init; }
    public Guid Subject { get; init; }
    public DeliveryState State { get; set; }
    public int Tries { get; set; }
    public DateTime DueAt { get; set; }
    public string? Failure { get; set; }
}
