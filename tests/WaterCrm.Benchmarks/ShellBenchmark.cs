using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;

namespace WaterCrm.Benchmarks;

/// <summary>What the shell costs: the same trivial page of the same assembly, once as a module and once in an MVC application of a few lines.</summary>
public sealed class ShellBenchmark : IBenchmark
{
    private readonly ShellBesidePlain sides = new();

    public string Name => "shell";
    public string Question => "trivial page, requests per second through the shell / plain MVC with the same middleware";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.90;
    public Side Subject => new(token => sides.OfShell!.BurstAsync(token));
    public Side Base => new(token => sides.OfPlain!.BurstAsync(token));

    public async Task PrepareAsync(CancellationToken token)
    {
        var page = await sides.StartShellAsync("/Fixture.South/Home/Index", token, "--Themes:Public", "Fixture.Theme");
        ShellBesidePlain.Same(page, await sides.StartPlainAsync(PlainFixtures.Build(), "/Home/Index", token));
    }

    public ValueTask DisposeAsync() => sides.DisposeAsync();
}
