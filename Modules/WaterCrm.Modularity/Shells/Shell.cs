using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Modularity.Shells;

/// <summary>Ends when the shell is no longer given new requests. Long responses watch it, end, and let the browser come back to the next shell.</summary>
public sealed class ShellRetiring
{
    private readonly CancellationTokenSource source = new();

    public CancellationToken Token => source.Token;

    internal void Begin() => source.Cancel();
}

/// <summary>
/// The modules that are on, running: their services, their middleware and routes. It never changes; another set of modules is another shell.
/// Whoever uses it enters and leaves, and it is disposed when it was retired and the last one has left.
/// </summary>
public sealed class Shell
{
    private readonly ServiceProvider services;
    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside = 1;   // the host itself, until it retires the shell

    internal Shell(ServiceProvider services, RequestDelegate pipeline, IReadOnlyList<FeatureInfo> features, ModuleCatalog catalog, ShellPlan plan)
    {
        (this.services, Pipeline, Features, Catalog, Plan) = (services, pipeline, features, catalog, plan);
        Retiring = services.GetRequiredService<ShellRetiring>();
    }

    public IServiceProvider Services => services;

    /// <summary>In the order in which they were started.</summary>
    public IReadOnlyList<FeatureInfo> Features { get; }

    /// <summary>All modules there were when it was built, on or not.</summary>
    public ModuleCatalog Catalog { get; }

    public ShellPlan Plan { get; }

    /// <summary>What was asked for since it serves.</summary>
    internal ConcurrentDictionary<Endpoint, bool> Asked { get; } = new(ReferenceEqualityComparer.Instance);

    internal RequestDelegate Pipeline { get; }
    internal ShellRetiring Retiring { get; }

    internal bool TryEnter()
    {
        for (var count = Volatile.Read(ref inside); count > 0;)
        {
            var seen = Interlocked.CompareExchange(ref inside, count + 1, count);
            if (seen == count) return true;
            count = seen;
        }
        return false;
    }

    internal void Leave()
    {
        if (Interlocked.Decrement(ref inside) == 0) empty.SetResult();
    }

    internal Task ActivateAsync() => TellAsync(m => m.ActivatingAsync());

    internal Task ActivatedAsync() => TellAsync(m => m.ActivatedAsync());

    /// <summary>Gives those inside the time to finish, then disposes everything.</summary>
    internal async Task RetireAsync(TimeSpan drain, TimeProvider clock)
    {
        await TellAsync(m => m.TerminatingAsync());
        Retiring.Begin();
        Leave();
        try
        {
            await empty.Task.WaitAsync(drain, clock);
        }
        catch (TimeoutException)
        {
            // Whoever is still inside had its time.
        }
        await TellAsync(m => m.TerminatedAsync());
        await DisposeAsync();
    }

    internal ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task TellAsync(Func<IModularTenantEvents, Task> what)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var listener in scope.ServiceProvider.GetServices<IModularTenantEvents>())
        {
            try
            {
                await what(listener);
            }
            catch (Exception e) when (e is not ModuleLoadException)
            {
                throw new ModuleLoadException(listener.GetType().Assembly.GetName().Name!, $"{listener.GetType().Name} failed: {e.Message}", e);
            }
        }
    }
}
