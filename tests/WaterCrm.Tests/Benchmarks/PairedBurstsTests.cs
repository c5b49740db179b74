using WaterCrm.Benchmarks.Measuring;

namespace WaterCrm.Tests.Benchmarks;

public class PairedBurstsTests
{
    private readonly StopWatchOfTheTest clock = new();
    private readonly List<string> order = [];

    [Fact]
    public async Task The_first_of_a_pair_changes_from_pair_to_pair()
    {
        await Measure(subjectSeconds: 1, baseSeconds: 1);

        var pairs = Bursts.Skip(6).ToList();   // three warm-up pairs of two seconds are enough
        Assert.Equal(162, pairs.Count);
        Assert.Equal(["subject", "base", "base", "subject", "subject", "base"], pairs.Take(6));
    }

    [Fact]
    public async Task A_warm_up_of_short_bursts_lasts_six_seconds()
    {
        await Measure(subjectSeconds: 0.05, baseSeconds: 0.05);

        Assert.Equal(2 * (60 + 81), Bursts.Count());
    }

    [Fact]
    public async Task The_garbage_of_one_side_is_gone_before_the_other_begins()
    {
        await Measure(subjectSeconds: 1, baseSeconds: 1);

        Assert.All(order.Chunk(2), pair => Assert.True(pair is ["tidied", not "tidied"]));
    }

    [Fact]
    public async Task Runs_over_five_seconds_are_measured_seven_times()
    {
        var figure = await Measure(subjectSeconds: 5.1, baseSeconds: 1);

        Assert.Equal(7, figure.Ratios.Count);
    }

    [Theory]
    [InlineData(Comparing.Time, 4)]
    [InlineData(Comparing.Rate, 0.25)]
    public async Task A_slower_subject_has_the_higher_time_and_the_lower_rate(Comparing comparing, double expected)
    {
        var figure = await Measure(subjectSeconds: 2, baseSeconds: 1, baseWork: 20, comparing: comparing);

        Assert.Equal(expected, figure.Ratio, 6);
    }

    [Fact]
    public async Task What_puts_things_back_is_not_timed()
    {
        var figure = await Measure(subjectSeconds: 1, baseSeconds: 1, before: TimeSpan.FromHours(1));

        Assert.Equal(1, figure.Ratio, 6);
    }

    [Fact]
    public async Task One_burst_disturbed_by_the_machine_does_not_change_the_figure()
    {
        var bursts = 0;
        var subject = new Side(_ => Work(++bursts % 5 == 0 ? 30 : 1, 10));

        var figure = await new PairedBursts(clock, () => order.Add("tidied")).MeasureAsync(new Comparison(subject, new Side(_ => Work(1, 10))), TestContext.Current.CancellationToken);

        Assert.Equal(1, figure.Ratio, 6);
    }

    [Fact]
    public async Task A_burst_that_did_nothing_is_no_measurement()
    {
        var idle = new Comparison(new Side(_ => Work(1, 0)), new Side(_ => Work(1, 10)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => new PairedBursts(clock, () => order.Add("tidied")).MeasureAsync(idle, TestContext.Current.CancellationToken));
    }

    private IEnumerable<string> Bursts => order.Where(what => what != "tidied");

    private Task<Figure> Measure(double subjectSeconds, double baseSeconds, double baseWork = 10, Comparing comparing = Comparing.Time, TimeSpan before = default)
    {
        Side Named(string name, double seconds, double work) => new(
            _ =>
            {
                order.Add(name);
                return Work(seconds, work);
            },
            _ =>
            {
                clock.Now += before;
                return Task.CompletedTask;
            });

        var comparison = new Comparison(Named("subject", subjectSeconds, 10), Named("base", baseSeconds, baseWork), comparing);
        return new PairedBursts(clock, () => order.Add("tidied")).MeasureAsync(comparison, TestContext.Current.CancellationToken);
    }

    private Task<double> Work(double seconds, double work)
    {
        clock.Now += TimeSpan.FromSeconds(seconds);
        return Task.FromResult(work);
    }

    private sealed class Comparison(Side subject, Side basis, Comparing comparing = Comparing.Time) : IBenchmark
    {
        public string Name => "comparison";
        public string Question => "this / that";
        public Comparing Comparing => comparing;
        public Direction Direction => Direction.AtMost;
        public double Bound => 3;
        public Side Subject => subject;
        public Side Base => basis;
        public Task PrepareAsync(CancellationToken token) => Task.CompletedTask;
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class StopWatchOfTheTest : TimeProvider
    {
        public TimeSpan Now { get; set; }
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Now.Ticks;
    }
}
