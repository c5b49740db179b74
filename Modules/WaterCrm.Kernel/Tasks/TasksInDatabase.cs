using WaterCrm.Kernel.Data;

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

/// <summary>Keeps the last run of each background task.</summary>
internal sealed class TaskLogInDatabase(Database database) : ITaskLog
{
    public async Task Record(BackgroundTaskRun run, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter("task log", token);
        await hold.Execute(
            "INSERT INTO kernel_task_run (name, started_at, ended_at, succeeded, failure) VALUES (@name, @started, @ended, @well, @failure) " +
            "ON CONFLICT (name) DO UPDATE SET started_at = @started, ended_at = @ended, succeeded = @well, failure = @failure",
            token, ("@name", run.Task), ("@started", run.StartedAt), ("@ended", run.StartedAt + run.Took), ("@well", run.Failure is null),
            ("@failure", run.Failure is { Length: > 2000 } ? run.Failure[..2000] : run.Failure));
        await hold.Commit(token);
    }

    public async Task<IReadOnlyCollection<BackgroundTaskRun>> Last(CancellationToken token)
    {
        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        await using var query = connection.Statement(null, "SELECT name, started_at, ended_at, failure FROM kernel_task_run ORDER BY name");
        await using var rows = await query.ExecuteReaderAsync(token);
        List<BackgroundTaskRun> runs = [];
        while (await rows.ReadAsync(token))
        {
            var started = DateTime.SpecifyKind(rows.GetDateTime(1), DateTimeKind.Utc);
            var took = await rows.IsDBNullAsync(2, token) ? TimeSpan.Zero : DateTime.SpecifyKind(rows.GetDateTime(2), DateTimeKind.Utc) - started;
            runs.Add(new BackgroundTaskRun(rows.GetString(0), started, took, await rows.IsDBNullAsync(3, token) ? null : rows.GetString(3)));
        }

        return runs;
    }
}
