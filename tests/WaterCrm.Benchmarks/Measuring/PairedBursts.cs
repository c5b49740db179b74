namespace WaterCrm.Benchmarks.Measuring;

/// <summary>
/// Measures the two sides in turns, a burst each, so that whatever else the machine does falls on both.
/// Who goes first changes from pair to pair: what one leaves behind (a warm cache, a full heap) does not always help the same side.
/// </summary>
/// <param name="clock">What times the bursts.</param>
/// <param name="tidy">Done before each burst and not timed, so that neither side pays for the other's garbage.</param>
public sealed class PairedBursts(TimeProvider clock, Action tidy)
{
    private const int Pairs = 81;   // the median of half as many moves by three hundredths from run to run
    private const int PairsOfLongRuns = 7;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    public async Task<Figure> MeasureAsync(IBenchmark benchmark, CancellationToken token)
    {
        await benchmark.PrepareAsync(token);
        var (subject, basis) = (benchmark.Subject, benchmark.Base);

        var pairs = await WarmUpAsync(subject, basis, token) > Long ? PairsOfLongRuns : Pairs;
        List<double> ratios = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            var (first, second) = pair % 2 == 0 ? (subject, basis) : (basis, subject);
            var one = await BurstAsync(first, token);
            var two = await BurstAsync(second, token);
            var (ours, theirs) = pair % 2 == 0 ? (one, two) : (two, one);
            ratios.Add(benchmark.Comparing switch
            {
                Comparing.Time => ours.SecondsEach / theirs.SecondsEach,
                Comparing.Rate => theirs.SecondsEach / ours.SecondsEach,
                _ => ours.Work / theirs.Work,
            });
        }

        return new Figure(benchmark.Name, benchmark.Question, benchmark.Direction, benchmark.Bound, ratios);
    }

    /// <summary>Bursts of both sides until the machine code is settled; returns how long the subject's last one took.</summary>
    private async Task<TimeSpan> WarmUpAsync(Side subject, Side basis, CancellationToken token)
    {
        var (spent, last) = (TimeSpan.Zero, TimeSpan.Zero);
        do
        {
            last = (await BurstAsync(subject, token)).Took;
            spent += last + (await BurstAsync(basis, token)).Took;
        }
        while (spent < WarmUp);
        return last;
    }

    private async Task<(TimeSpan Took, double SecondsEach, double Work)> BurstAsync(Side side, CancellationToken token)
    {
        if (side.Before is not null) await side.Before(token);
        tidy();

        var start = clock.GetTimestamp();
        var work = await side.Burst(token);
        var took = clock.GetElapsedTime(start);

        if (work <= 0 || took <= TimeSpan.Zero) throw new InvalidOperationException("A burst did nothing: there is nothing to compare.");
        return (took, took.TotalSeconds / work, work);
    }
}
