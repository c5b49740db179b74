using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;

namespace WaterCrm.Benchmarks;

/// <summary>Whether shells that were replaced go away. The base is measured once, before the first change, so each pair has 40 more behind it.</summary>
public sealed class ToggleMemoryBenchmark : IBenchmark
{
    private const int Changes = 40;
    private readonly Toggling toggling = new();
    private double before;

    public string Name => "toggle-memory";
    public string Question => "managed memory after 40 changes of modules, and after 40 more / before the first";
    public Comparing Comparing => Comparing.Told;
    public Direction Direction => Direction.AtMost;
    public double Bound => 1.2;

    public Side Subject => new(async token =>
    {
        for (var i = 0; i < Changes; i++) await toggling.SwitchAsync(token);
        return await toggling.MemoryAsync(token);
    });

    public Side Base => new(_ => Task.FromResult(before));

    public async Task PrepareAsync(CancellationToken token)
    {
        await toggling.StartAsync(token);
        await toggling.AskAsync(TimeSpan.FromSeconds(2), 0, token);
        before = await toggling.MemoryAsync(token);
    }

    public ValueTask DisposeAsync() => toggling.DisposeAsync();
}
