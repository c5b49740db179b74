using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox.Features;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Health;

/// <summary>Can one read, and how long does a write take.</summary>
internal sealed class DatabaseCheck(Database database, WriteProbe probe, HealthSettings settings) : ISystemCheck
{
    public string Name => "database";

    public string Title => Word.Of("Database");

    public async Task<Finding> Look(CancellationToken token)
    {
        try
        {
            var megabytes = await Megabytes(token);
            if (await probe.Milliseconds(token) is not { } took)
                return new(HealthStatus.Unhealthy, Word.Of("Nothing can be written to the database."), Word.Of("Look whether its disk is full or read-only, and which process holds it; the log names long writes. If nothing else helps, restart the program."));
            return took > settings.SlowWriteMilliseconds
                ? new(HealthStatus.Degraded, Word.Of("A write takes {0} ms; the database has {1} MB."), Word.Of("The log names who holds the database for long. An import, a backup or a slow disk are the usual reasons.")) { Args = [took, megabytes] }
                : new(HealthStatus.Healthy, Word.Of("It answers; a write takes {0} ms; it has {1} MB.")) { Args = [took, megabytes] };
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            return new(HealthStatus.Unhealthy, Word.Of("The database cannot be reached."), Word.Of("Look whether the database's server runs, or its file is there, and whether this program may open it. The log says what was refused."));
        }
    }

    private async Task<long> Megabytes(CancellationToken token)
    {
        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        await using var size = connection.Statement(null, database.IsSqlite ? "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()" : "SELECT pg_database_size(current_database())");
        return (long)(await size.ExecuteScalarAsync(token))! / (1024 * 1024);
    }
}

/// <summary>Times a real write, but not for each stranger who asks.</summary>
internal sealed class WriteProbe(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim one = new(1, 1);
    private (long At, long? Took)? last;

    /// <summary>Milliseconds; null when nobody could write.</summary>
    public async Task<long?> Milliseconds(CancellationToken token)
    {
        await one.WaitAsync(token);
        try
        {
            if (last is not { } known || clock.GetElapsedTime(known.At) > Fresh) last = (clock.GetTimestamp(), await Measure(token));
            return last.Value.Took;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<long?> Measure(CancellationToken token)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
        var since = clock.GetTimestamp();
        try
        {
            await using var hold = await database.Writing.Enter("health", end.Token);
            await hold.Execute("INSERT INTO kernel_lease (name, holder, until) VALUES ('health:write', 'health', @now) ON CONFLICT (name) DO UPDATE SET until = @now", end.Token, ("@now", clock.Utc()));
            await hold.Commit(end.Token);
            return (long)clock.GetElapsedTime(since).TotalMilliseconds;
        }
        catch (Exception failure) when (!token.IsCancellationRequested && failure is OperationCanceledException or System.Data.Common.DbException)
        {
            return null;
        }
    }
}

/// <summary>Do the modules hear of what happened.</summary>
internal sealed class OutboxCheck(KernelDbContext db, IMediator mediator, EventRegistry events, HealthSettings settings, TimeProvider clock) : ISystemCheck
{
    public string Name => "outbox";

    public string Title => Word.Of("Events between modules");

    public async Task<Finding> Look(CancellationToken token)
    {
        var listeners = events.Listeners;
        var waiting = from entry in db.Inbox join said in db.Outbox on entry.Sequence equals said.Sequence where entry.State == DeliveryState.Pending && listeners.Contains(entry.Listener) select said.WrittenAt;
        var oldest = await waiting.OrderBy(at => at).Select(at => (DateTime?)at).FirstOrDefaultAsync(token);
        var stuck = await mediator.Send(new CountDeliveries(), token);
        var minutes = oldest is { } at ? (long)(clock.Utc() - at).TotalMinutes : 0;

        if (minutes > settings.OutboxMinutes)
            return new(HealthStatus.Unhealthy, Word.Of("An event waits for {0} minutes; {1} deliveries were given up."), Word.Of("The log says which listener fails and why. Deliveries go on by themselves when the cause is gone.")) { Args = [minutes, stuck.Parked] };
        if (stuck.Parked > 0)
            return new(HealthStatus.Degraded, Word.Of("{0} deliveries were given up after several tries."), Word.Of("Their page says which listener failed and why. Nothing is lost: try them again there when the cause is gone.")) { Args = [stuck.Parked] };
        return stuck.WithoutListener > 0
            ? new(HealthStatus.Healthy, Word.Of("Every event was delivered or is being delivered; {0} wait for a module that is off.")) { Args = [stuck.WithoutListener] }
            : new(HealthStatus.Healthy, Word.Of("Every event was delivered or is being delivered."));
    }
}

/// <summary>Did every background task run when it should.</summary>
internal sealed class TasksCheck(BackgroundTaskRunner runner, ITaskLog log, HealthSettings settings, TimeProvider clock) : ISystemCheck
{
    public string Name => "tasks";

    public string Title => Word.Of("Background tasks");

    public async Task<Finding> Look(CancellationToken token)
    {
        var states = runner.States(await log.Last(token));
        var late = states.Where(s => s.IsLate(clock.Utc(), TimeSpan.FromMinutes(settings.TaskLateMinutes))).ToList();
        if (late.Count > 0)
            return new(HealthStatus.Unhealthy, Word.Of("{0} of {1} tasks did not run when they should."), Word.Of("Look at the page of the background tasks which they are, and run them there. If they do not run, restart the program.")) { Args = [late.Count, states.Count] };
        var failed = states.Count(s => s.Last?.Failure is not null);
        return failed > 0
            ? new(HealthStatus.Degraded, Word.Of("{0} of {1} tasks failed the last time."), Word.Of("The page of the background tasks says why. They are tried again at their next time.")) { Args = [failed, states.Count] }
            : new(HealthStatus.Healthy, Word.Of("All {0} tasks run when they should.")) { Args = [states.Count] };
    }
}

/// <summary>Is there room for tomorrow.</summary>
internal sealed class DiskCheck(IConfiguration configuration, HealthSettings settings) : ISystemCheck
{
    public string Name => "disk";

    public string Title => Word.Of("Disk");

    public Task<Finding> Look(CancellationToken token)
    {
        var free = new DriveInfo(Path.GetFullPath(configuration["AppData"] ?? "App_Data")).AvailableFreeSpace / (1024 * 1024);
        var toDo = Word.Of("Make room on the disk of the data folder: old logs and old backups first. A full disk stops all writing.");
        return Task.FromResult(free < settings.FreeMegabytes ? new Finding(HealthStatus.Unhealthy, Word.Of("Only {0} MB are free."), toDo) { Args = [free] }
            : free < 2L * settings.FreeMegabytes ? new Finding(HealthStatus.Degraded, Word.Of("{0} MB are free, which is not much."), toDo) { Args = [free] }
            : new Finding(HealthStatus.Healthy, Word.Of("{0} MB are free.")) { Args = [free] });
    }
}

/// <summary>Does the log complain.</summary>
internal sealed class LogCheck(ErrorTally tally, LoggedErrors files, AskedVerb asked, HealthSettings settings) : ISystemCheck
{
    public string Name => "log";

    public string Title => Word.Of("Log");

    public async Task<Finding> Look(CancellationToken token)
    {
        if ((asked.Name is null ? tally.LastHour : await files.LastHour(token)) is not { } count)
            return new Finding(HealthStatus.Healthy, Word.Of("No files are written: only the running server knows how many errors it logged."));

        return count >= settings.ErrorsAnHour
            ? new Finding(HealthStatus.Degraded, Word.Of("{0} errors were logged in the last hour."), Word.Of("Read them in the newest file of the folder logs in the data folder, from the end.")) { Args = [count] }
            : new Finding(HealthStatus.Healthy, Word.Of("{0} errors were logged in the last hour.")) { Args = [count] };
    }
}
