using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel;

/// <summary>Several hosts share the database, and with it the question who does what.</summary>
internal sealed class TaskLeasesInDatabase(DatabaseLeases leases) : ITaskLeases
{
    public async Task<IAsyncDisposable?> TryTake(string name, TimeSpan holdFor, CancellationToken token) =>
        await leases.TryTake(name, holdFor, token) ? new Held(leases, name) : null;

    private sealed class Held(DatabaseLeases leases, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await leases.GiveBack(name);
    }
}

/// <summary>Keeps the last runs of each background task, as many as the settings say.</summary>
internal sealed class TaskLogInDatabase(Database database, Settings<HealthSettings> settings) : ITaskLog
{
    public async Task Record(BackgroundTaskRun run, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter("task log", token);
        await hold.Execute(
            "INSERT INTO kernel_task_history (name, started_at, ended_at, failure) VALUES (@name, @started, @ended, @failure)",
            token, ("@name", run.Task), ("@started", run.StartedAt), ("@ended", run.StartedAt + run.Took), ("@failure", run.Failure is { Length: > 2000 } ? run.Failure[..2000] : run.Failure));
        await hold.Execute(
            "DELETE FROM kernel_task_history WHERE name = @name AND sequence <= (SELECT sequence FROM kernel_task_history WHERE name = @name ORDER BY sequence DESC LIMIT 1 OFFSET @keep)",
            token, ("@name", run.Task), ("@keep", settings.Current.KeepRuns));
        await hold.Commit(token);
    }

    public async Task<IReadOnlyCollection<BackgroundTaskRun>> Last(CancellationToken token)
    {
        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        await using var query = connection.Statement(null, "SELECT name, started_at, ended_at, failure FROM kernel_task_history WHERE sequence IN (SELECT max(sequence) FROM kernel_task_history GROUP BY name)");
        await using var rows = await query.ExecuteReaderAsync(token);
        List<BackgroundTaskRun> runs = [];
        while (await rows.ReadAsync(token))
        {
            var started = DateTime.SpecifyKind(rows.GetDateTime(1), DateTimeKind.Utc);
            runs.Add(new BackgroundTaskRun(rows.GetString(0), started, DateTime.SpecifyKind(rows.GetDateTime(2), DateTimeKind.Utc) - started, await rows.IsDBNullAsync(3, token) ? null : rows.GetString(3)));
        }

        return runs;
    }
}
