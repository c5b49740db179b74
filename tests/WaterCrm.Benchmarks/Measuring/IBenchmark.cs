namespace WaterCrm.Benchmarks.Measuring;

/// <summary>What is compared.</summary>
public enum Comparing
{
    /// <summary>Work done in a second.</summary>
    Rate,

    /// <summary>Seconds for a piece of work.</summary>
    Time,

    /// <summary>What each burst says of itself, such as the time that 99 of 100 answers took at most, or the memory in use.</summary>
    Told,
}

/// <summary>On which side of the bound a figure must lie.</summary>
public enum Direction
{
    AtLeast,
    AtMost,
}

/// <summary>
/// One side of a comparison. <paramref name="Burst"/> does some work and says how much (requests, rows), or what is compared itself;
/// <paramref name="Before"/> puts things back and is not timed.
/// </summary>
public sealed record Side(Func<CancellationToken, Task<double>> Burst, Func<CancellationToken, Task>? Before = null);

/// <summary>
/// A promise about speed or memory, as a ratio to a base that is measured in the same run on the same machine.
/// Every class of this kind with an empty constructor is found by its <see cref="Name"/>.
/// </summary>
public interface IBenchmark : IAsyncDisposable
{
    string Name { get; }

    /// <summary>What is measured against what, for the table in docs/figures.md.</summary>
    string Question { get; }

    Comparing Comparing { get; }

    Direction Direction { get; }

    double Bound { get; }

    Task PrepareAsync(CancellationToken token);

    /// <summary>What we promise about. Asked for after <see cref="PrepareAsync"/>.</summary>
    Side Subject { get; }

    /// <summary>What it is compared with.</summary>
    Side Base { get; }
}
