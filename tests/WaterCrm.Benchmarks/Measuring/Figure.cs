using System.Globalization;

namespace WaterCrm.Benchmarks.Measuring;

/// <summary>What came out: the median of the pairs' ratios, and how far they spread.</summary>
public sealed record Figure(string Name, string Question, Direction Direction, double Bound, IReadOnlyList<double> Ratios)
{
    public double Ratio { get; } = Statistics.Median(Ratios);

    public bool IsKept => Direction is Direction.AtLeast ? Ratio >= Bound : Ratio <= Bound;

    public string Verdict => IsKept ? "ok" : "short";

    /// <summary>The last line of a run; scripts read it.</summary>
    public string Line => $"{Name}: ratio {Write(Ratio)} (bound {WriteBound}) {Verdict}";

    public string Spread =>
        $"{Ratios.Count} pairs, a quarter below {Write(Statistics.Quantile(Ratios, 0.25))}, a quarter above {Write(Statistics.Quantile(Ratios, 0.75))}";

    public string WriteBound => Bound.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Write(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);
}
