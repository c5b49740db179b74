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

    /// <summary>Some changes before, so that the machine code of changing is settled.</summary>
    public async Task PrepareAsync(CancellationToken token)
    {
        await toggling.StartAsync(token);
        await toggling.AskAsync(TimeSpan.FromSeconds(2), 0, token);
        for (var i = 0; i < 40; i++) await toggling.SwitchAsync(token);
    }

    public ValueTask DisposeAsync() => toggling.DisposeAsync();
}
