using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.BackgroundTasks;

/// <summary>
/// Runs the current shell's background tasks when their time has come: each in a scope of its own, under a lease, never twice at once.
/// It belongs to the host, because a shell's own hosted services would never be started.
/// </summary>
public sealed class BackgroundTaskRunner(ShellHost shells, TimeProvider clock, ILogger<BackgroundTaskRunner> log) : IHostedService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);   // the finest a five-field schedule can say
    private readonly ConcurrentDictionary<string, DateTimeOffset> due = new();
    private readonly ConcurrentDictionary<string, Task> running = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly DateTimeOffset since = clock.GetUtcNow();
    private ITimer? timer;

    public async Task StartAsync(CancellationToken token)
    {
        Plan(clock.GetUtcNow());
        await PlanMissedAsync(token);
        timer = clock.CreateTimer(_ => _ = RunDueAsync(), null, UntilNextMinute(), Beat);
    }

    public async Task StopAsync(CancellationToken token)
    {
        if (timer is not null) await timer.DisposeAsync();
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values).WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts what is due now and ends when it has ended.</summary>
    public Task RunDueAsync() => Task.WhenAll(Plan(clock.GetUtcNow()).Select(RunOnceAsync).ToArray());

    /// <summary>Ends when nothing is running.</summary>
    public Task IdleAsync() => Task.WhenAll(running.Values);

    /// <summary>Runs a task now, due or not. Where it is running already it runs once more after that: what is there now may not have been there when that run began.</summary>
    public async Task RunAsync<T>() where T : IBackgroundTask
    {
        if (running.TryGetValue(Name(typeof(T)), out var earlier)) await earlier;
        await RunOnceAsync(typeof(T));
    }

    /// <summary>Starts a task now, due or not, and does not wait for it.</summary>
    /// <returns>False where there is no such task, or it is running here.</returns>
    public bool TryStart(string name)
    {
        using var visit = shells.Enter();
        if (running.ContainsKey(name) || TasksOf(visit.Shell).FirstOrDefault(t => Name(t) == name) is not { } task) return false;

        _ = RunOnceAsync(task);
        return true;
    }

    /// <summary>How each task of the current shell stands.</summary>
    /// <param name="last">Their last runs, as the log keeps them.</param>
    public IReadOnlyList<BackgroundTaskState> States(IReadOnlyCollection<BackgroundTaskRun> last)
    {
        using var visit = shells.Enter();
        var now = clock.GetUtcNow();
        return [.. TasksOf(visit.Shell).Select(task =>
        {
            var schedule = CronExpression.Parse(Settings(task).Schedule, CronFormat.Unix);
            var run = last.FirstOrDefault(r => r.Task == Name(task));
            // What was missed while nobody was there is expected from this host's first moment on.
            var expected = NextAfter(run, schedule) is { } next && next < since ? since : NextAfter(run, schedule);
            return new BackgroundTaskState(Name(task), task, Settings(task), run, running.ContainsKey(Name(task)), expected?.UtcDateTime, schedule.GetNextValidTimeAfter(now)?.UtcDateTime);
        })];
    }

    private static IEnumerable<Type> TasksOf(Shell shell) => shell.Services.GetServices<IBackgroundTask>().Select(t => t.GetType()).Where(t => Settings(t).Enable);

    /// <summary>Types of the tasks that are due, each noted for its next time.</summary>
    private List<Type> Plan(DateTimeOffset now)
    {
        using var visit = shells.Enter();
        var ready = new List<Type>();
        foreach (var task in visit.Shell.Services.GetServices<IBackgroundTask>().Select(t => t.GetType()))
        {
            if (Settings(task) is not { Enable: true } settings) continue;
            var next = CronExpression.Parse(settings.Schedule, CronFormat.Unix).GetNextValidTimeAfter(now) ?? DateTimeOffset.MaxValue;
            if (!due.TryAdd(Name(task), next) && due[Name(task)] <= now)
            {
                due[Name(task)] = next;
                ready.Add(task);
            }
        }
        return ready;
    }

    /// <summary>What should have run while no host was there is due at the first beat. What never ran was never missed.</summary>
    private async Task PlanMissedAsync(CancellationToken token)
    {
        using var visit = shells.Enter();
        try
        {
            var last = await visit.Shell.Services.GetRequiredService<ITaskLog>().Last(token);
            foreach (var task in TasksOf(visit.Shell))
                if (last.FirstOrDefault(r => r.Task == Name(task)) is { } run && NextAfter(run, CronExpression.Parse(Settings(task).Schedule, CronFormat.Unix)) <= since) due[Name(task)] = since;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "It could not be read which background tasks were missed; they run at their next time");
        }
    }

    /// <summary>When a task should begin after its last run, or after this host was started where it never ran.</summary>
    private DateTimeOffset? NextAfter(BackgroundTaskRun? run, CronExpression schedule) =>
        schedule.GetNextValidTimeAfter(run is null ? since : new DateTimeOffset(run.StartedAt, TimeSpan.Zero));

    private Task RunOnceAsync(Type task)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (running.GetOrAdd(Name(task), ended.Task) is var present && present != ended.Task) return present;

        return Task.Run(async () =>
        {
            try
            {
                while (await RunUnderLeaseAsync(task))
                {
                    // The shell it ran in was replaced: it begins again in the next one, where there it still is.
                }
            }
            catch (Exception e)   // the lease or the log could not be written: the next beat tries again
            {
                log.LogError(e, "Background task {Task} could not be run", Name(task));
            }
            finally
            {
                running.TryRemove(Name(task), out _);
                ended.SetResult();
            }
        });
    }

    /// <returns>True where it has to begin again.</returns>
    private async Task<bool> RunUnderLeaseAsync(Type type)
    {
        using var visit = shells.Enter();
        await using var scope = visit.Shell.Services.CreateAsyncScope();
        // By name: an upgraded module has another class of the same name.
        if (scope.ServiceProvider.GetServices<IBackgroundTask>().FirstOrDefault(t => Name(t.GetType()) == Name(type)) is not { } task) return false;

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, visit.Shell.Retiring.Token);
        await using var lease = await TakeLeaseAsync(scope.ServiceProvider.GetRequiredService<ITaskLeases>(), type, end.Token);
        if (lease is null) return false;

        var (started, ticks) = (clock.GetUtcNow().UtcDateTime, clock.GetTimestamp());
        var failure = await RunAsync(task, scope.ServiceProvider, end.Token);
        if (failure is not null && visit.Shell.Retiring.Token.IsCancellationRequested && !stopping.IsCancellationRequested) return true;

        var run = new BackgroundTaskRun(Name(type), started, clock.GetElapsedTime(ticks), failure);
        await scope.ServiceProvider.GetRequiredService<ITaskLog>().Record(run, CancellationToken.None);
        return false;
    }

    private async Task<string?> RunAsync(IBackgroundTask task, IServiceProvider services, CancellationToken token)
    {
        try
        {
            await task.DoWorkAsync(services, token);
            return null;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return "stopped before it had ended";
        }
        catch (Exception e)
        {
            log.LogError(e, "Background task {Task} failed", Name(task.GetType()));
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private async Task<IAsyncDisposable?> TakeLeaseAsync(ITaskLeases leases, Type task, CancellationToken token)
    {
        var settings = Settings(task);
        var hold = settings.LockExpiration > 0 ? TimeSpan.FromMilliseconds(settings.LockExpiration) : TimeSpan.FromMinutes(5);
        var giveUp = clock.GetUtcNow().AddMilliseconds(settings.LockTimeout);
        var lease = await leases.TryTake(Name(task), hold, token);
        if (lease is not null || settings.LockTimeout <= 0) return lease;

        using var again = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (lease is null && clock.GetUtcNow() < giveUp && await again.WaitForNextTickAsync(token)) lease = await leases.TryTake(Name(task), hold, token);
        return lease;
    }

    private TimeSpan UntilNextMinute() => Beat - TimeSpan.FromTicks(clock.GetUtcNow().Ticks % Beat.Ticks);

    private static string Name(Type task) => task.FullName!;

    private static BackgroundTaskAttribute Settings(Type task) => task.GetCustomAttribute<BackgroundTaskAttribute>() ?? new();
}
