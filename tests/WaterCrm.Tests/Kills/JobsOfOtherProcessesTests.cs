using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Kills;

/// <summary>A job goes on at once when its process is dead, and is left alone as long as it lives: the command line imports while the server runs.</summary>
public sealed class JobsOfOtherProcessesTests(PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        harness = await Harness.Start(DatabaseProvider.Sqlite, postgres, [], services => services.AddScoped<IJobKind, DoneAtOnce>());

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-3600)]   // it has been silent for an hour, over one long piece
    public async Task A_job_of_a_living_process_is_left_to_it(int seconds)
    {
        using var other = new HostPresence(harness.Folder);

        Assert.Equal(JobState.Running, await StateOfAJobHeldBy(other.Name, seconds));
    }

    [Fact]
    public async Task A_job_of_a_process_that_is_no_more_goes_on_at_once() =>
        Assert.Equal(JobState.Done, await StateOfAJobHeldBy(DeadHost.In(harness.Folder), 30));

    [Theory]
    [InlineData(30, JobState.Running)]
    [InlineData(-1, JobState.Done)]
    public async Task A_job_of_another_machine_is_left_to_it_until_its_time_is_up(int seconds, JobState state) =>
        Assert.Equal(state, await StateOfAJobHeldBy($"elsewhere:1:{Guid.NewGuid():N}", seconds));

    [Fact]
    public async Task Another_machine_is_not_believed_to_be_dead_though_its_file_in_a_shared_folder_seems_free() =>
        Assert.Equal(JobState.Running, await StateOfAJobHeldBy(DeadHost.In(harness.Folder).Replace(Environment.MachineName, "elsewhere", StringComparison.Ordinal), 30));

    [Fact]
    public async Task A_real_process_is_seen_alive_and_seen_dead_the_moment_it_is_killed()
    {
        await using var host = await HostProcess.Start(harness.Folder, HostProcess.LayModules(Path.Combine(harness.Folder, "modules")), [], Token);
        using var me = new HostPresence(harness.Folder);
        var files = Directory.GetFiles(Path.Combine(harness.Folder, "hosts")).Select(Path.GetFileName);
        var name = files.Select(id => $"{Environment.MachineName}:{host.ProcessId}:{id}").Single(n => !me.Name.EndsWith(n.Split(':')[^1], StringComparison.Ordinal));
        Assert.True(me.IsAlive(name));

        await host.Kill();

        Assert.False(me.IsAlive(name));
    }

    private async Task<JobState> StateOfAJobHeldBy(string holder, int secondsLeft)
    {
        var id = Ids.New(harness.Clock);
        await harness.Send(new StartJob(id, DoneAtOnce.Name, "A job", new { }));
        await using (var hold = await harness.Database.Writing.Enter("test", CancellationToken.None))
        {
            await hold.Execute("UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = @holder, \"HeldUntil\" = @until WHERE \"Id\" = @id", CancellationToken.None,
                ("@holder", holder), ("@until", harness.Clock.Utc().AddSeconds(secondsLeft)), ("@id", id));
            await hold.Commit(CancellationToken.None);
        }

        await harness.Services.GetRequiredService<JobWorker>().WorkOff(Token);
        return (await harness.Send(new ShowJob(id)))!.State;
    }

    private sealed class DoneAtOnce : IJobKind
    {
        public const string Name = "done-at-once";

        public string Kind => Name;

        public Task<string> Run(JobRun run, CancellationToken token) => Task.FromResult("{}");
    }
}
