using System.Collections.Concurrent;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// Small things that every page asks for and that seldom change: zones, names, the procedure in force. What this host changes is forgotten
/// with the commit; what another host changed is seen after <see cref="OfOtherHosts"/>. Inside a command nothing is remembered: it sees its own writes.
/// </summary>
public sealed class Remembered(TimeProvider clock)
{
    /// <summary>How long a change by another host may stay unseen.</summary>
    public static readonly TimeSpan OfOtherHosts = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> entries = new();
    private readonly ConcurrentDictionary<Type, long> changes = new();

    /// <summary>What is remembered under the name, or what <paramref name="load"/> reads now.</summary>
    /// <param name="db">The context that reads; within a command it always reads.</param>
    /// <param name="name">The thing's name, begun with the module's prefix.</param>
    /// <param name="record">The kind of record of which it is made. Those that bulk writing puts past EF are not noticed.</param>
    /// <param name="load">Reads it.</param>
    public async ValueTask<T> Get<T>(ModuleDbContext db, string name, Type record, Func<Task<T>> load) where T : class?
    {
        if (db.Command?.Hold is not null) return await load();

        var now = clock.GetUtcNow();
        var change = changes.GetValueOrDefault(record);   // before reading: what is committed meanwhile makes this one old at once
        if (entries.TryGetValue(name, out var known) && known.Change == change && now - known.At < OfOtherHosts) return (T)known.Value!;

        var fresh = await load();
        entries[name] = new Entry(fresh, change, now);
        return fresh;
    }

    /// <summary>Another number after each commit of this host that changed such a record, for those who remember it themselves.</summary>
    internal long ChangesOf(Type record) => changes.GetValueOrDefault(record);

    internal void Forget(IEnumerable<Type> records)
    {
        foreach (var record in records) changes.AddOrUpdate(record, 1, (_, before) => before + 1);
    }

    private sealed record Entry(object? Value, long Change, DateTimeOffset At);
}
