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

/// <summary>The last run of a background task.</summary>
internal sealed class TaskRun
{
    public required string Name { get; init; }
    public DateTime StartedAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public bool Succeeded { get; set; }
    public string? Failure { get; set; }
}
