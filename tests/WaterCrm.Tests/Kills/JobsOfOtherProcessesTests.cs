using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Kills;

/// <summary>A job goes on at once when its process is dead, and is left alone as long as it lives: the command line imports while the server runs.</summary>
public sealed class JobsOfOtherProcessesTests(PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() =>
        harness = await Harness.Start(DatabaseProvider.Sqlite, postgres, [], services => services.AddScoped<IJobKind, DoneAtOnce>());

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
    }

    [Theory]
    [InlineData(40)]    // as another process reckons the same start
    [InlineData(-40)]
    public async Task A_job_of_a_living_process_is_left_to_it(int milliseconds) =>
        Assert.Equal(JobState.Running, await StateOfAJobHeldBy(Environment.ProcessId, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public async Task A_job_of_a_process_that_is_no_more_goes_on_at_once()
    {
        using var dead = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await dead.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(JobState.Done, await StateOfAJobHeldBy(dead.Id, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_younger_process_with_the_number_of_the_dead_one_is_not_taken_for_it() =>
        Assert.Equal(JobState.Done, await StateOfAJobHeldBy(Environment.ProcessId, TimeSpan.FromMinutes(-5)));

    private async Task<JobState> StateOfAJobHeldBy(int process, TimeSpan startedLater)
    {
        var id = Ids.New(harness.Clock);
        await harness.Send(new StartJob(id, DoneAtOnce.Name, "A job", new { }));
        using var me = Process.GetCurrentProcess();
        var holder = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{process}:{(me.StartTime.ToUniversalTime() + startedLater).Ticks}");
        await using (var hold = await harness.Database.Writing.Enter("test", CancellationToken.None))
        {
            await hold.Execute("UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = @holder, \"HeldUntil\" = @until WHERE \"Id\" = @id", CancellationToken.None,
                ("@holder", holder), ("@until", harness.Clock.Utc().AddSeconds(30)), ("@id", id));
            await hold.Commit(CancellationToken.None);
        }

        await harness.Services.GetRequiredService<JobWorker>().WorkOff(TestContext.Current.CancellationToken);
        return (await harness.Send(new ShowJob(id)))!.State;
    }

    private sealed class DoneAtOnce : IJobKind
    {
        public const string Name = "done-at-once";

        public string Kind => Name;

        public Task<string> Run(JobRun run, CancellationToken token) => Task.FromResult("{}");
    }
}
