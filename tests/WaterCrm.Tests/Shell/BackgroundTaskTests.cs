using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

public sealed class BackgroundTaskTests : IAsyncLifetime
{
    private readonly FakeTime clock = new(new DateTimeOffset(2026, 3, 2, 2, 3, 20, TimeSpan.Zero));
    private readonly Noted log = new();
    private readonly Held leases = new();
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(
        new() { ["Modules:Path"] = FixtureHost.Folder }, clock,
        services => services.AddSingleton<ITaskLog>(log).AddSingleton<ITaskLeases>(leases));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_task_runs_when_its_schedule_says_and_in_a_scope_of_its_own()
    {
        await Pass(minutes: 6);
        Assert.Empty(log.Of("Fixture.North.ScopedTask"));

        await Pass(minutes: 1);

        var run = Assert.Single(log.Of("Fixture.North.ScopedTask"));
        Assert.Equal(new DateTime(2026, 3, 2, 2, 10, 0), run.StartedAt.AddSeconds(-run.StartedAt.Second));
        Assert.Null(run.Failure);
    }

    [Fact]
    public async Task A_failing_task_is_noted_and_runs_again_the_next_time()
    {
        await Pass(minutes: 24 * 60);
        await Pass(minutes: 24 * 60);

        var runs = log.Of("Fixture.North.FailingTask");
        Assert.Equal(2, runs.Count);
        Assert.All(runs, r => Assert.Equal("InvalidOperationException: no water at night", r.Failure));
        Assert.Contains("no water at night", host.Log);
    }

    [Fact]
    public async Task A_task_that_another_host_has_in_hand_is_left_to_it()
    {
        leases.ByAnother = true;
        await Pass(minutes: 20);
        Assert.Empty(log.Of("Fixture.North.ScopedTask"));

        leases.ByAnother = false;
        await Pass(minutes: 10);

        Assert.Single(log.Of("Fixture.North.ScopedTask"));
    }

    /// <summary>Moves the clock and waits for what that has started.</summary>
    private async Task Pass(int minutes)
    {
        clock.Advance(TimeSpan.FromMinutes(minutes));
        await host.BackgroundTasks.IdleAsync();
    }

    private sealed class Noted : ITaskLog
    {
        private readonly List<BackgroundTaskRun> runs = [];

        public List<BackgroundTaskRun> Of(string task)
        {
            lock (runs) return [.. runs.Where(r => r.Task == task)];
        }

        public Task Record(BackgroundTaskRun run, CancellationToken token)
        {
            lock (runs) runs.Add(run);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyCollection<BackgroundTaskRun>> Last(CancellationToken token) => Task.FromResult<IReadOnlyCollection<BackgroundTaskRun>>([]);
    }

    private sealed class Held : ITaskLeases
    {
        public bool ByAnother { get; set; }

        public Task<IAsyncDisposable?> TryTake(string name, TimeSpan holdFor, CancellationToken token) =>
            Task.FromResult<IAsyncDisposable?>(ByAnother ? null : new Given());

        private sealed class Given : IAsyncDisposable
        {
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
