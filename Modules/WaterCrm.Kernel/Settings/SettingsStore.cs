using System.Data.Common;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Settings;

/// <summary>
/// All that was set, once per host. It is read whole, a few rows, and again after half a minute: that is how a change on another host arrives.
/// A timer tells the time; each page reads settings many times, and asking the clock each time is a good part of a plain page.
/// </summary>
public sealed class SettingsStore : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly Lock reading = new();
    private readonly Database database;
    private readonly ILogger<SettingsStore> log;
    private readonly ITimer timer;
    private volatile IReadOnlyDictionary<string, StoredSettings>? page;
    private volatile bool isOld;

    public SettingsStore(Database database, TimeProvider clock, ILogger<SettingsStore> log)
    {
        (this.database, this.log) = (database, log);
        timer = clock.CreateTimer(_ => isOld = true, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal StoredSettings? Find(string key) => Now().GetValueOrDefault(key);

    /// <summary>Another object when settings may have changed.</summary>
    internal object Stamp => Now();

    /// <summary>What is known is old: somebody saved. Whoever reads at this moment is waited for, since he may have read the old.</summary>
    internal void Forget()
    {
        lock (reading) page = null;
    }

    public void Dispose() => timer.Dispose();

    private IReadOnlyDictionary<string, StoredSettings> Now()
    {
        if (page is { } known && !isOld) return known;

        // One reads; the others go on with what they have, as long as they have something.
        if (page is null) reading.Enter();
        else if (!reading.TryEnter()) return page ?? Now();
        try
        {
            if (page is { } meanwhile && !isOld) return meanwhile;
            isOld = false;
            timer.Change(Fresh, Timeout.InfiniteTimeSpan);
            return page = Read();
        }
        catch (DbException failure) when (page is { } old)
        {
            log.LogWarning(failure, "The settings could not be read again; those read before stay in force");
            return old;
        }
        finally
        {
            reading.Exit();
        }
    }

    private Dictionary<string, StoredSettings> Read()
    {
        using var connection = database.NewReadConnection();
        connection.Open();
        using var command = connection.Statement(null, "SELECT key, json, version FROM kernel_setting");
        using var rows = command.ExecuteReader();
        Dictionary<string, StoredSettings> found = [];
        while (rows.Read()) found[rows.GetString(0)] = new StoredSettings { Key = rows.GetString(0), Json = rows.GetString(1), Version = rows.GetInt32(2) };
        return found;
    }
}
