using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Shells;

/// <summary>Holds the shell that serves. A new one is built completely, then takes over in one step; a failure leaves the present one serving.</summary>
public sealed class ShellHost(IServiceProvider host, ShellSettings settings, IFeatureSwitches switches, InstalledModules installed, TimeProvider clock, ILogger<ShellHost> log) : IHostedService
{
    private readonly ShellFactory factory = new(host, settings, switches, installed, log);
    private readonly SemaphoreSlim building = new(1);
    private readonly Lock retiring = new();
    private readonly List<Task> retired = [];
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
            return current ?? (prepared ??= await factory.BuildAsync(await factory.PlanAsync(token), _ => true));
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
            if (current is not null) return;
            var first = new FirstStart(factory, installed, log);
            var shell = await first.RunAsync(Interlocked.Exchange(ref prepared, null), token);
            ended = first.Ended;
            TakeOver(shell);
            await shell.ActivatedAsync();
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
            var before = await factory.PlanAsync(token);
            var plan = change(before);
            if (again) factory.ReconsiderAll();
            else factory.Reconsider(before, plan);
            // What somebody else broke and does not run here is no reason to refuse another change.
            return new ShellCandidate(this, await factory.BuildAsync(plan, id => ShellFactory.IsAsBefore(id, before, plan) && current?.Features.Any(f => f.Module.Id == id) is not true), before);
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
            plan = await factory.PlanAsync(token);
            if (current is not { } now || plan == now.Plan || plan == failed) return;
            var shell = await factory.BuildAsync(plan, _ => false);
            try
            {
                await WakeAsync(shell, token);
            }
            catch
            {
                await shell.DisposeAsync();
                throw;
            }

            TakeOver(shell);
            await shell.ActivatedAsync();
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

    /// <summary>Wakes the modules of a shell beside the present one, and asks it for its first pages.</summary>
    internal async Task WakeAsync(Shell shell, CancellationToken token)
    {
        await shell.ActivateAsync();
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
