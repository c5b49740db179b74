namespace WaterCrm.Kernel.Data.Records;

/// <summary>The last number given out of a kind in a year.</summary>
internal sealed class NumberSeries
{
    public required string Kind { get; init; }
    public int Year { get; init; }
    public long Last { get; set; }
}

/// <summary>Says which host does a recurring piece of work, and until when that holds.</summary>
internal sealed class Lease
{
    public required string Name { get; init; }
    public required string Holder { get; set; }
    public DateTime Until { get; set; }
}

/// <summary>A stored file that some row names.</summary>
internal sealed class KeptFile
{
    public Guid Id { get; init; }
    public required string Sha256 { get; init; }
}

/// <summary>A run of a background task that has ended.</summary>
internal sealed class TaskRun
{
    public long Sequence { get; init; }
    public required string Name { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime EndedAt { get; init; }

    /// <summary>Null when it went well.</summary>
    public string? Failure { get; init; }
}
