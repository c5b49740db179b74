using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Kills;

/// <summary>The host as a process of its own, which can be killed without being asked.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    /// <summary>Only to end a run that hangs: a start after a kill takes a few seconds, also where other tests run beside it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> setupLink = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> said = new();

    private HostProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>How long it took until it listened.</summary>
    public TimeSpan Took { get; private set; }

    public int ProcessId => process.Id;

    public bool IsDead => process.HasExited;

    /// <summary>What the host itself called an error, with the lines that follow.</summary>
    public IEnumerable<string> Errors
    {
        get
        {
            var lines = said.ToArray();
            return lines.Index().Where(line => ErrorLine().IsMatch(line.Item)).Select(line => string.Join('\n', lines[line.Index..Math.Min(lines.Length, line.Index + 8)]));
        }
    }

    /// <summary>The host's own build output, and beside its modules the sample module: the only one so far that listens to events.</summary>
    public static string LayModules(string folder)
    {
        foreach (var module in Directory.GetDirectories(Path.Combine(Output("WaterCrm.Host"), "modules")).Append(Path.Combine(AppContext.BaseDirectory, "fixtures", "WaterCrm.SampleModule")))
            Copy(module, Path.Combine(folder, Path.GetFileName(module)));
        return folder;
    }

    /// <summary>The modules of the build, where nothing is laid beside them.</summary>
    public static string BuiltModules => Path.Combine(Output("WaterCrm.Host"), "modules");

    /// <summary>The program as one starts it on a server.</summary>
    public static ProcessStartInfo Program(IEnumerable<string> words) => new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(Output("WaterCrm.Host"), "WaterCrm.Host.dll"), .. words])
    {
        WorkingDirectory = Output("WaterCrm.Host"), RedirectStandardOutput = true, RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0" },   // a process of seconds has no use for what it would learn about itself
    };

    /// <param name="appData">The data folder.</param>
    /// <param name="modules">Where the module folders lie.</param>
    /// <param name="settings">More of the configuration.</param>
    /// <param name="token">Gives up.</param>
    /// <param name="command">What stands before the settings, such as <c>serve --trial</c>.</param>
    public static async Task<HostProcess> Start(string appData, string modules, IEnumerable<(string Key, string Value)> settings, CancellationToken token, params string[] command)
    {
        var since = Stopwatch.GetTimestamp();
        List<string> words =
        [
            .. command, "--urls", "http://127.0.0.1:0", "--AppData", appData, "--Modules:Path", modules,
            .. settings.SelectMany(s => new[] { "--" + s.Key, s.Value }),
        ];
        var process = new Process { StartInfo = Program(words) };
        var host = new HostProcess(process);
        process.OutputDataReceived += (_, line) => host.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => host.Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var died = process.WaitForExitAsync(token);
            if (await Task.WhenAny(host.listening.Task, died).WaitAsync(Patience, token) == died) throw new InvalidOperationException($"The host ended with {process.ExitCode}.");
            (host.Address, host.Took) = (await host.listening.Task, Stopwatch.GetElapsedTime(since));
            return host;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The host does not start ({failure.Message}):\n{string.Join('\n', host.said)}", failure);
        }
    }

    /// <summary>The path of the page on which the first administrator is made.</summary>
    public Task<string> SetupLink(CancellationToken token) => setupLink.Task.WaitAsync(Patience, token);

    /// <summary>SIGKILL: nothing is flushed, closed or given back.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } heard) listening.TrySetResult(new Uri(heard.Groups["address"].Value));
        if (Setup().Match(line) is { Success: true } link) setupLink.TrySetResult(link.Value);
    }

    /// <summary>The output of a project, built in the configuration in which the tests were built.</summary>
    private static string Output(string project) => Repository.PathOf("artifacts", "bin", project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"/setup/[\w-]{20,}")]
    private static partial Regex Setup();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d (ERR|FTL) ")]
    private static partial Regex ErrorLine();
}
