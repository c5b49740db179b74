using System.Collections.Concurrent;

namespace WaterCrm.Modularity.BackgroundTasks;

/// <summary>Who does a recurring piece of work now: where several hosts share a database, one of them.</summary>
public interface ITaskLeases
{
    /// <summary>The right to do the named work, given back by disposing it; null while somebody else has it. It ends by itself after <paramref name="holdFor"/>.</summary>
    Task<IAsyncDisposable?> TryTake(string name, TimeSpan holdFor, CancellationToken token);
}

/// <summary>Leases among the shells of one process, until a module keeps them in the database.</summary>
internal sealed class TaskLeasesOfThisProcess(TimeProvider clock) : ITaskLeases
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> held = new();

    public Task<IAsyncDisposable?> TryTake(string name, TimeSpan holdFor, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var until = now + holdFor;
        var taken = held.TryAdd(name, until) || (held.TryGetValue(name, out var expires) && expires <= now && held.TryUpdate(name, until, expires));
        return Task.FromResult<IAsyncDisposable?>(taken ? new Lease(held, name, until) : null);
    }

    private sealed class Lease(ConcurrentDictionary<string, DateTimeOffset> held, string name, DateTimeOffset until) : IAsyncDisposable
    {
        /// <summary>Gives back only what is still ours: after it expired somebody else may have taken it.</summary>
        public ValueTask DisposeAsync()
        {
            held.TryRemove(new(name, until));
            return ValueTask.CompletedTask;
        }
    }
}
