using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Shells;

/// <summary>Holds the shell that serves. A new one is built completely, then takes over in one step; a failure leaves the present one serving.</summary>
public sealed class ShellHost(IServiceProvider host, ShellSettings settings, IFeatureSwitches switches, InstalledModules installed, TimeProvider clock, ILogger<ShellHost> log) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);   // for an installation that another process is making
    private readonly SemaphoreSlim building = new(1);
    private readonly Lock retiring = new();
    private readonly List<Task> retired = [];
    private IReadOnlyList<RefusedModule> leftOut = [];
    private readonly HashSet<string> wanted = [];   // read and written by whoever builds
    private IReadOnlyList<(string Module, string? Before, string Version)> ended = [];
    private ShellPlan? failed;
    private Shell? prepared;
    private Shell? current;

    public Shell Current => current ?? throw new InvalidOperationException("The shell has not been started.");

    /// <summary>Why the last change that came from elsewhere, another host or a command, could not be carried out; null where all is as it should be.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Upgrades that had been cut off and were ended by this start - the module, its version before and now - for whoever writes it down, once.</summary>
    public IReadOnlyList<(string Module, string? Before, string Version)> TakeEnded() => Interlocked.Exchange(ref ended, []);

    /// <summary>How many shells were replaced and still have somebody inside.</summary>
    public int Retiring
    {
        get
        {
            lock (retiring) return retired.Count(t => !t.IsCompleted);
        }
    }

    /// <summary>Builds the first shell and does not wake its modules: no table is touched. <see cref="StartAsync"/> wakes this one.</summary>
    public async Task<Shell> PrepareAsync(CancellationToken token)
    {
        await building.WaitAsync(token);
        try
        {
            return current ?? (prepared ??= await BuildAsync(await PlanAsync(token), leaveOut: true));
        }
        finally
        {
            building.Release();
        }
    }

    /// <summary>Builds the first shell. A second call does nothing: a command of the command line starts the shell without serving.</summary>
    public async Task StartAsync(CancellationToken token)
    {
        await building.WaitAsync(token);
        try
        {
            if (current is null) await StartFirstAsync(token);
        }
        catch (ModuleLoadException refused)
        {
            log.LogCritical("The start was stopped: {Reason}", refused.Message);
            throw;
        }
        finally
        {
            building.Release();
        }
    }

    public async Task StopAsync(CancellationToken token)
    {
        if (Interlocked.Exchange(ref current, null) is { } last) await last.RetireAsync(settings.DrainTimeout, clock);
        if (Interlocked.Exchange(ref prepared, null) is { } asleep) await asleep.DisposeAsync();
        Task[] others;
        lock (retiring) others = [.. retired];
        await Task.WhenAll(others);
    }

    /// <summary>The present shell, kept alive until <see cref="Visit.Dispose"/>.</summary>
    public Visit Enter()
    {
        while (true)
        {
            var shell = Current;
            if (shell.TryEnter()) return new Visit(shell);
        }
    }

    public readonly struct Visit(Shell shell) : IDisposable
    {
        public Shell Shell { get; } = shell;

        public void Dispose() => Shell.Leave();
    }

    /// <summary>
    /// Builds another shell beside the present one. Nobody else can until the candidate is disposed, so what it was made from is still so when it takes over.
    /// </summary>
    /// <param name="change">What is to be different.</param>
    /// <param name="token">Gives up waiting.</param>
    /// <param name="again">Also what was left out because it failed is tried once more.</param>
    /// <exception cref="ModuleLoadException">A module cannot be used; the present shell goes on.</exception>
    public async Task<ShellCandidate> BuildAsync(Func<ShellPlan, ShellPlan> change, CancellationToken token, bool again = false)
    {
        await building.WaitAsync(token);
        try
        {
            var before = await PlanAsync(token);
            var plan = change(before);
            leftOut = again ? [] : [.. leftOut.Where(m => IsAsBefore(m.Id, before, plan))];
            return new ShellCandidate(this, await BuildAsync(plan, leaveOut: false), before);
        }
        catch
        {
            building.Release();
            throw;
        }
    }

    /// <summary>Takes over what was decided elsewhere, by another host or by a command; does nothing where nothing was.</summary>
    public async Task RefreshAsync(CancellationToken token)
    {
        // While a change is being made here, what lies there is half of it.
        await building.WaitAsync(token);
        ShellPlan? plan = null;
        try
        {
            plan = await PlanAsync(token);
            if (current is not { } now || plan == now.Plan || plan == failed) return;
            var shell = await BuildAsync(plan, leaveOut: false);
            await TakeOverAsync(shell, token);
        }
        catch (ModuleLoadException refused)
        {
            (failed, Trouble) = (plan, refused.Message);
            log.LogCritical("A change of modules could not be carried out, and everything goes on as before: {Reason}", refused.Message);
        }
        finally
        {
            building.Release();
        }
    }

    private async Task TakeOverAsync(Shell next, CancellationToken token)
    {
        try
        {
            await next.ActivateAsync();
            await WarmUpAsync(next, token);
        }
        catch
        {
            await next.DisposeAsync();
            throw;
        }

        TakeOver(next);
        await next.ActivatedAsync();
    }

    internal void TakeOver(Shell next)
    {
        var old = Interlocked.Exchange(ref current, next);
        (failed, Trouble) = (null, null);
        log.LogInformation("Running with {Features}", string.Join(", ", next.Features.Select(f => f.Id)));
        if (old is null) return;
        lock (retiring)
        {
            retired.RemoveAll(t => t.IsCompleted);
            retired.Add(Task.Run(() => RetireAsync(old)));
        }
    }

    internal void EndBuilding() => building.Release();

    internal async Task WarmUpAsync(Shell shell, CancellationToken token)
    {
        if (!settings.WarmUp) return;
        if (current is { } serving) wanted.UnionWith(serving.Asked.Keys.Select(WarmUp.PathOf).OfType<string>());
        Task asked;
        using (ExecutionContext.SuppressFlow()) asked = Task.Run(() => WarmUp.AskAllAsync(shell, wanted, token), token);   // nothing of whoever changes the modules goes along
        await asked;
    }

    internal async Task InvokeAsync(HttpContext context)
    {
        using var visit = Enter();
        await using var scope = visit.Shell.Services.CreateAsyncScope();
        var outer = context.Features.Get<IServiceProvidersFeature>();
        context.Features.Set<IServiceProvidersFeature>(new ScopeOfRequest { RequestServices = scope.ServiceProvider });
        try
        {
            await visit.Shell.Pipeline(context);
            if (context.GetEndpoint() is { } page && !visit.Shell.Asked.ContainsKey(page)) visit.Shell.Asked.TryAdd(page, true);
        }
        finally
        {
            context.Features.Set(outer);
        }
    }

    private async Task StartFirstAsync(CancellationToken token)
    {
        // What another process is installing at this moment is its own; what nobody holds was cut off.
        using var alone = await AloneAsync(token);
        if (alone is not null) installed.Tidy();
        var begun = alone is null ? ShellPlan.Empty.Installed : installed.Begun;
        var plan = begun.Aggregate(await PlanAsync(token), (p, upgrade) => p.With(upgrade.Key, upgrade.Value));
        while (true)
        {
            var asleep = Interlocked.Exchange(ref prepared, null);
            var shell = asleep?.Plan == plan ? asleep : null;
            try
            {
                if (shell is null && asleep is not null) await asleep.DisposeAsync();
                shell ??= await BuildAsync(plan, leaveOut: begun.Count == 0);
                await shell.ActivateAsync();
            }
            catch (ModuleLoadException refused) when (begun.ContainsKey(refused.Module))
            {
                // The upgrade that was cut off cannot be ended; its tables are as they were.
                if (shell is not null) await shell.DisposeAsync();
                log.LogCritical(refused, "The upgrade of {Module} was cut off and cannot be ended, so the version of before goes on: {Reason}", refused.Module, refused.Cause);
                installed.GiveUp(refused.Module, begun[refused.Module]);
                begun = installed.Begun;
                plan = begun.Aggregate(await PlanAsync(token), (p, upgrade) => p.With(upgrade.Key, upgrade.Value));
                continue;
            }
            catch (ModuleLoadException refused) when (CanBeLeftOut(refused.Module, plan))
            {
                if (shell is not null) await shell.DisposeAsync();
                LeaveOut(refused);
                continue;
            }
            catch
            {
                if (shell is not null) await shell.DisposeAsync();
                throw;
            }

            ended = [.. begun.Select(b => (b.Key, installed.Current.GetValueOrDefault(b.Key), b.Value))];
            foreach (var (id, version) in begun) installed.Use(id, version);
            TakeOver(shell);
            await shell.ActivatedAsync();
            return;
        }
    }

    private async Task<IDisposable?> AloneAsync(CancellationToken token)
    {
        var giveUp = TimeProvider.System.GetTimestamp();   // how long a process outside takes has nothing to do with our clock
        while (true)
        {
            if (installed.TryAlone() is { } alone) return alone;
            if (TimeProvider.System.GetElapsedTime(giveUp) > Patience) return null;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, token);
        }
    }

    private async Task<ShellPlan> PlanAsync(CancellationToken token) => new(await switches.Read(token), installed.Current);

    /// <param name="plan">What to build.</param>
    /// <param name="leaveOut">A module that somebody installed and that cannot be used is left out, loudly: a utility has to start in the morning.</param>
    private async Task<Shell> BuildAsync(ShellPlan plan, bool leaveOut)
    {
        while (true)
        {
            List<RefusedModule> known = [.. leftOut, .. installed.Damaged.Where(id => !plan.Installed.ContainsKey(id)).Select(id => new RefusedModule(id, "its file 'current' names no version that lies in its folder. Install it again, or remove it."))];
            var catalog = ModuleCatalog.Read(settings, plan.Installed.ToDictionary(m => m.Key, m => installed.FolderOf(m.Key, m.Value)), known);
            if (!leaveOut && catalog.Refused.FirstOrDefault(r => !known.Contains(r)) is { } broken) throw new ModuleLoadException(broken.Id, broken.Reason);
            foreach (var damaged in known.Skip(leftOut.Count)) log.LogCritical("Module {Module} was installed and cannot be used, so everything runs without it: {Reason}", damaged.Id, damaged.Reason);
            foreach (var refused in catalog.Refused.Except(known)) LeaveOut(new ModuleLoadException(refused.Id, refused.Reason));
            foreach (var folder in catalog.LeftBehind)
                log.LogWarning("The module folder {Folder} is empty and no module runs from it: {Module}.dll is missing. Copy the module there again, or remove the folder", folder, Path.GetFileName(folder));
            try
            {
                return await new ShellBuilder(host, settings, catalog, plan).BuildAsync();
            }
            catch (ModuleLoadException refused) when (leaveOut && CanBeLeftOut(refused.Module, plan))
            {
                LeaveOut(refused);
            }
        }
    }

    private bool CanBeLeftOut(string module, ShellPlan plan) => plan.Installed.ContainsKey(module) && !leftOut.Any(m => m.Id == module);

    private void LeaveOut(ModuleLoadException refused)
    {
        leftOut = [.. leftOut, new RefusedModule(refused.Module, refused.Cause)];
        log.LogCritical(refused.InnerException, "Module {Module} was installed and cannot be used, so everything runs without it: {Reason}", refused.Module, refused.Cause);
    }

    private static bool IsAsBefore(string module, ShellPlan before, ShellPlan plan) =>
        plan.Installed.GetValueOrDefault(module) == before.Installed.GetValueOrDefault(module) && plan.Switched.GetValueOrDefault(module) == before.Switched.GetValueOrDefault(module);

    private async Task RetireAsync(Shell old)
    {
        try
        {
            await old.RetireAsync(settings.DrainTimeout, clock);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The shell that was replaced did not end cleanly");
        }
    }

    private sealed class ScopeOfRequest : IServiceProvidersFeature
    {
        public required IServiceProvider RequestServices { get; set; }
    }
}
