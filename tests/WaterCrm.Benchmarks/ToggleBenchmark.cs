using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;

namespace WaterCrm.Benchmarks;

/// <summary>What whoever works notices of modules that come and go. An answer that is wrong, or takes over 500 ms, ends the measurement.</summary>
public sealed class ToggleBenchmark : IBenchmark
{
    private readonly Toggling toggling = new();

    public string Name => "toggle";
    public string Question => "time in which 99 of 100 answers come, 32 connections: while a module is switched 40 times in 20 s / while nothing is switched";
    public Comparing Comparing => Comparing.Told;
    public Direction Direction => Direction.AtMost;
    public double Bound => 5;
    public Side Subject => new(token => toggling.AskAsync(TimeSpan.FromSeconds(20), 40, token));
    public Side Base => new(token => toggling.AskAsync(TimeSpan.FromSeconds(5), 0, token));

    public Task PrepareAsync(CancellationToken token) => toggling.StartAsync(token);

    public ValueTask DisposeAsync() => toggling.DisposeAsync();
}
