using Microsoft.AspNetCore.Builder;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;
using WaterCrm.Host;

namespace WaterCrm.Benchmarks;

/// <summary>What the shell costs: the same trivial page of the same assembly, once as a module and once in an MVC application of a few lines.</summary>
public sealed class ShellBenchmark : IBenchmark
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("watercrm-bench-");
    private WebApplication? shell;
    private WebApplication? plain;
    private ManyWires? ofShell;
    private ManyWires? ofPlain;

    public string Name => "shell";
    public string Question => "trivial page, requests per second through the shell / plain MVC with the same middleware";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.90;
    public Side Subject => new(token => ofShell!.BurstAsync(token));
    public Side Base => new(token => ofPlain!.BurstAsync(token));

    public async Task PrepareAsync(CancellationToken token)
    {
        shell = WaterCrmHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--AppData", data.FullName, "--Log:Console", "false", "--Log:Files", "false",
            "--Modules:Path", PlainFixtures.Folder, "--Themes:Public", "Fixture.Theme",
        ]);
        plain = PlainFixtures.Build();
        await shell.StartAsync(token);
        await plain.StartAsync(token);
        ofShell = await ManyWires.OpenAsync(shell.Urls.First(), "/Fixture.South/Home/Index", token);
        ofPlain = await ManyWires.OpenAsync(plain.Urls.First(), "/Home/Index", token);
        foreach (var side in new[] { ofShell, ofPlain }) await side.ReadAsync(token, "South", "data-theme");
    }

    public async ValueTask DisposeAsync()
    {
        ofShell?.Dispose();
        ofPlain?.Dispose();
        if (plain is not null) await plain.DisposeAsync();
        if (shell is not null)
        {
            await shell.StopAsync();
            await shell.DisposeAsync();
        }
        data.Delete(recursive: true);
    }
}
