using System.Diagnostics;
using System.Net.Sockets;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;

namespace WaterCrm.Benchmarks;

/// <summary>What modules in folders cost at the start: a process each time, on a database that is up to date.</summary>
public sealed class StartBenchmark : IBenchmark
{
    private const string Page = "/health/live";
    private const int Starts = 5;   // a run
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("watercrm-bench-");

    public string Name => "start";
    public string Question => "from the start of the process to its first answer: all modules from their folders / a plain host that references the same modules";
    public Comparing Comparing => Comparing.Time;
    public Direction Direction => Direction.AtMost;
    public double Bound => 1.5;
    public Side Subject => new(token => StartAsync("shell", Starts, token));
    public Side Base => new(token => StartAsync("plain", Starts, token));

    /// <summary>The first starts make the tables.</summary>
    public async Task PrepareAsync(CancellationToken token)
    {
        await StartAsync("shell", 1, token);
        await StartAsync("plain", 1, token);
    }

    public ValueTask DisposeAsync()
    {
        data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<double> StartAsync(string side, int times, CancellationToken token)
    {
        for (var i = 0; i < times; i++) await StartOnceAsync(side, token);
        return times;
    }

    private async Task StartOnceAsync(string side, CancellationToken token)
    {
        var (folder, address) = (Path.Combine(data.FullName, side), $"http://127.0.0.1:{FreePort()}");
        string[] words = side == "shell"
            ? [Path.Combine(AppContext.BaseDirectory, "WaterCrm.Host.dll"), "--urls", address, "--AppData", folder, "--Log:Console", "false"]
            : [typeof(StartBenchmark).Assembly.Location, PlainModules.Word, folder, address];
        using var program = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = program.StandardOutput.ReadToEndAsync(token);
        var said = program.StandardError.ReadToEndAsync(token);
        using var browser = new HttpClient { BaseAddress = new Uri(address) };
        while (!await AnswersAsync(browser, token))
        {
            if (program.HasExited) throw new InvalidOperationException($"The {side} host ended: {await said}");
            await Task.Delay(5, token);
        }

        program.Kill(entireProcessTree: true);
        await program.WaitForExitAsync(token);
    }

    private static async Task<bool> AnswersAsync(HttpClient browser, CancellationToken token)
    {
        try
        {
            return (await browser.GetAsync(Page, token)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;   // nobody listens yet
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
