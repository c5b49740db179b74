using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

/// <summary>Background tasks whose time came while nobody was there.</summary>
public sealed class MissedTasksTests : IAsyncLifetime
{
    private const string Nightly = "Fixture.North.FailingTask";   // every night at three
    private const string Often = "Fixture.North.ScopedTask";   // every ten minutes
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 3, 20, TimeSpan.Zero);

    private readonly FakeTime clock = new(Start);
    private readonly Runs runs = new();
    private readonly Doorman leases = new();
    private TestHost host = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_missed_runs_within_a_minute_of_the_start_once()
    {
        await StartAfter((Nightly, Start.AddHours(-47)), (Often, Start.AddMinutes(-3)));

        await Pass(1);
        Assert.Equal([Nightly], runs.Since(Start));
        await Pass(5);
        Assert.Equal([Nightly], runs.Since(Start));
        await Pass(1);
        Assert.Equal([Nightly, Often], runs.Since(Start).Order());   // the other at its time
    }

    [Fact]
    public async Task What_ran_in_time_or_never_was_not_missed()
    {
        await StartAfter((Nightly, new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero)));

        await Pass(5);

        Assert.Empty(runs.Since(Start));
    }

    [Fact]
    public async Task What_was_missed_and_still_does_not_run_is_late_counted_from_the_start()
    {
        leases.Closed = true;
        await StartAfter((Nightly, Start.AddHours(-47)), (Often, Start.AddMinutes(-3)));

        await Pass(9);
        Assert.Empty(await Late());
        await Pass(2);
        Assert.Equal([Nightly], await Late());
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_keeps_nothing_from_running()
    {
        runs.IsBroken = true;
        await StartAfter((Nightly, Start.AddHours(-47)));

        await Pass(7);

        Assert.Equal([Often], runs.Since(Start));
        Assert.Contains("could not be read which background tasks were missed", host.Log, StringComparison.Ordinal);
    }

    private async Task StartAfter(params (string Task, DateTimeOffset At)[] before)
    {
        foreach (var (task, at) in before) runs.Add(new BackgroundTaskRun(task, at.UtcDateTime, TimeSpan.Zero, null));
        host = await TestHost.StartAsync(new() { ["Modules:Path"] = FixtureHost.Folder }, clock, services => services.AddSingleton<ITaskLog>(runs).AddSingleton<ITaskLeases>(leases));
    }

    private async Task Pass(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await host.BackgroundTasks.IdleAsync();
        }
    }

    private async Task<List<string>> Late() =>
        [.. host.BackgroundTasks.States(await runs.Last(CancellationToken.None)).Where(s => s.Name.StartsWith("Fixture", StringComparison.Ordinal) && s.IsLate(clock.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(10))).Select(s => s.Name)];

    private sealed class Runs : ITaskLog
    {
        private readonly List<BackgroundTaskRun> runs = [];

        public bool IsBroken { get; set; }

        public void Add(BackgroundTaskRun run) => runs.Add(run);

        public List<string> Since(DateTimeOffset start)
        {
            lock (runs) return [.. runs.Where(r => r.Task.StartsWith("Fixture", StringComparison.Ordinal) && r.StartedAt >= start.UtcDateTime).Select(r => r.Task)];
        }

        public Task Record(BackgroundTaskRun run, CancellationToken token)
        {
            lock (runs) runs.Add(run);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyCollection<BackgroundTaskRun>> Last(CancellationToken token)
        {
            if (IsBroken) throw new InvalidOperationException("broken on purpose");
            lock (runs) return Task.FromResult<IReadOnlyCollection<BackgroundTaskRun>>([.. runs.GroupBy(r => r.Task).Select(g => g.MaxBy(r => r.StartedAt)!)]);
        }
    }

    private sealed class Doorman : ITaskLeases
    {
        public bool Closed { get; set; }

        public Task<IAsyncDisposable?> TryTake(string name, TimeSpan holdFor, CancellationToken token) => Task.FromResult<IAsyncDisposable?>(Closed ? null : new Given());

        private sealed class Given : IAsyncDisposable
        {
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
