using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Benchmarks.Running;

/// <summary>The real host, in which the complaints module goes off and on while many connections ask for pages.</summary>
internal sealed class Toggling : IAsyncDisposable
{
    private const string Module = "WaterCrm.Complaints", Always = "/staff/sign-in", OfModule = "/report";
    private const int Connections = 32, OfThemForTheModule = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);   // between two questions of a connection: about a thousand answers a second are asked for, and not all that the machine can give
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);   // promised for each single answer

    private readonly List<(Wire Wire, bool OfModule)> wires = [];
    private RealHost host = null!;
    private bool isOn = true;

    public async Task StartAsync(CancellationToken token)
    {
        host = await RealHost.StartAsync(serves: true, token);
        await host.SignInAsync(token);   // without an administrator every page leads to the set-up
        for (var i = 0; i < Connections; i++) wires.Add((await Wire.OpenAsync(host.Address, i < OfThemForTheModule ? OfModule : Always, "", token), i < OfThemForTheModule));
    }

    /// <summary>Asks for so long, and meanwhile switches so often.</summary>
    /// <returns>Seconds that 99 of 100 answers took at most.</returns>
    public async Task<double> AskAsync(TimeSpan howLong, int changes, CancellationToken token)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        var asking = wires.Select(w => Task.Run(() => AskAsync(w.Wire, w.OfModule, end.Token), token)).ToList();
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 1; i <= changes; i++)
        {
            await SwitchAsync(token);
            if (howLong * i / changes - TimeProvider.System.GetElapsedTime(began) is var early && early > TimeSpan.Zero) await Task.Delay(early, token);
        }

        if (changes == 0) await Task.Delay(howLong, token);
        if (TimeProvider.System.GetElapsedTime(began) is var all && all > howLong * 1.05) throw new InvalidOperationException(FormattableString.Invariant($"{changes} changes took {all.TotalSeconds:0.0} s instead of {howLong.TotalSeconds} s."));
        await end.CancelAsync();
        List<TimeSpan> took = [.. (await Task.WhenAll(asking)).SelectMany(t => t)];
        return took.Max() is var longest && longest > Longest
            ? throw new InvalidOperationException(FormattableString.Invariant($"An answer took {longest.TotalMilliseconds:0} ms, and at most {Longest.TotalMilliseconds} are promised."))
            : Statistics.Quantile([.. took.Select(t => t.TotalSeconds)], 0.99);
    }

    public async Task SwitchAsync(CancellationToken token)
    {
        using var visit = host.Services.GetRequiredService<ShellHost>().Enter();
        await using var scope = visit.Shell.Services.CreateAsyncScope();
        isOn = !isOn;
        var switched = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(isOn ? new SwitchFeatures([Module], []) : new SwitchFeatures([], [Module]), token);
        if (switched.Error is { } refused) throw new InvalidOperationException($"{refused.Code}: {string.Join(' ', refused.Args)}");
    }

    /// <summary>Bytes that are in use when all shells that were replaced are gone.</summary>
    public async Task<double> MemoryAsync(CancellationToken token)
    {
        var shells = host.Services.GetRequiredService<ShellHost>();
        while (shells.Retiring > 0) await Task.Delay(50, token);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    public async ValueTask DisposeAsync()
    {
        wires.ForEach(w => w.Wire.Dispose());
        if (host is not null) await host.DisposeAsync();
    }

    private static async Task<List<TimeSpan>> AskAsync(Wire wire, bool ofModule, CancellationToken token)
    {
        List<TimeSpan> took = [];
        while (!token.IsCancellationRequested)
        {
            var start = TimeProvider.System.GetTimestamp();
            var answer = await wire.AskAsync(CancellationToken.None);
            took.Add(TimeProvider.System.GetElapsedTime(start));
            await Task.Delay(Pause, CancellationToken.None);
            if (!IsRight(answer.Span, ofModule)) throw new InvalidOperationException($"A wrong answer: {System.Text.Encoding.UTF8.GetString(answer.Span[..Math.Min(answer.Length, 500)])}");
        }

        return took;
    }

    /// <summary>A page of a module that is off is not there; any other always is.</summary>
    private static bool IsRight(ReadOnlySpan<byte> answer, bool ofModule) => answer.StartsWith("HTTP/1.1 200"u8) || (ofModule && answer.StartsWith("HTTP/1.1 404"u8));
}
