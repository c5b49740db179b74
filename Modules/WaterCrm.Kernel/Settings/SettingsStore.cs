using System.Data.Common;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Settings;

/// <summary>
/// All that was set, once per host. It is read whole, a few rows, and again when it is older than half a minute: that is how a change on another
/// host arrives.
/// </summary>
public sealed class SettingsStore(Database database, TimeProvider clock, ILogger<SettingsStore> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly Lock reading = new();
    private volatile Page? page;

    internal StoredSettings? Find(string key) => Now().Rows.GetValueOrDefault(key);

    /// <summary>What is known is old: somebody saved. Whoever reads at this moment is waited for, since he may have read the old.</summary>
    internal void Forget()
    {
        lock (reading) page = null;
    }

    private Page Now()
    {
        var now = clock.GetUtcNow();
        if (page is { } known && now - known.At < Fresh) return known;

        // One reads; the others go on with what they have, as long as they have something.
        if (page is null) reading.Enter();
        else if (!reading.TryEnter()) return page ?? Now();
        try
        {
            if (page is { } meanwhile && now - meanwhile.At < Fresh) return meanwhile;
            return page = new Page(now, Read());
        }
        catch (DbException failure) when (page is { } old)
        {
            log.LogWarning(failure, "The settings could not be read again; those of {At} stay in force", old.At);
            return page = old with { At = now };
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

    private sealed record Page(DateTimeOffset At, IReadOnlyDictionary<string, StoredSettings> Rows);
}
