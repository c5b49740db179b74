using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>An import that was broken off goes on as if nothing had happened.</summary>
public abstract class InterruptedImportsTests(DatabaseProvider provider, PostgresServer postgres) : ImportTests(provider, postgres)
{
    [Fact]
    public async Task An_import_that_crashed_goes_on_with_the_next_row_and_ends_as_if_nothing_had_happened()
    {
        var id = await Lay(Rows(3_000, broken: 100), Map);
        await StartJob(id, dryRun: false);
        await RunUntilThePowerFails(id, commits: 3);
        Assert.InRange(await Count(_ => true), 1, 2_969);

        await Worker().Work(id, null, Token);

        var job = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal(JobState.Done, job.State);
        var tally = job.Tally<ImportTally>()!;
        Assert.Equal((3_000, 2_970, 0, 30), (tally.Read, tally.Added, tally.Known, tally.Refused));
        Assert.Equal(31, (await File.ReadAllLinesAsync(Refused(id), Token)).Length);
        Assert.Equal(2_970, await Count(_ => true));
    }

    [Fact]
    public async Task An_import_that_is_cancelled_keeps_what_it_has_done_and_can_be_taken_up_again()
    {
        var id = await Lay(Rows(3_000, broken: 0), Map);
        await StartJob(id, dryRun: false);

        await Worker().Work(id, (_, _) => Harness.Send(new CancelJob(id, ImportJob.Name)).GetAwaiter().GetResult(), Token);
        var cancelled = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.InRange(await Count(_ => true), 1, 2_999);

        Assert.Null((await Harness.Send(new ResumeJob(id, ImportJob.Name))).Error);
        await Worker().Work(id, null, Token);
        Assert.Equal((JobState.Done, 3_000), ((await Harness.Send(new ShowJob(id)))!.State, await Count(_ => true)));
    }

    [Fact]
    public async Task A_job_that_nobody_is_at_work_on_is_cancelled_at_once()
    {
        var id = await Lay(Rows(10, broken: 0), Map);
        await StartJob(id, dryRun: false);
        await using (var hold = await Harness.Database.Writing.Enter("test", Token))
        {
            await hold.Execute("UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = NULL WHERE \"Id\" = @id", Token, ("@id", id));   // as a host leaves it that was told to stop
            await hold.Commit(Token);
        }

        Assert.Null((await Harness.Send(new CancelJob(id, ImportJob.Name))).Error);

        var job = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal((JobState.Cancelled, true), (job.State, job.EndedAt is not null));
        await Worker().Work(id, null, Token);
        Assert.Equal(0, await Count(_ => true));
    }

    [Fact]
    public async Task An_import_that_is_taken_up_again_passes_by_what_it_has_done_before_it_enters_the_gate()
    {
        var id = await Lay(Rows(2_000, broken: 0), Map);
        await StartJob(id, dryRun: false);
        await RunUntilThePowerFails(id, commits: 1);

        using var look = new ManualResetEventSlim();
        var reading = new TaskCompletionSource();
        await using var scope = Harness.Services.CreateAsyncScope();
        var target = new SlowTarget(scope.ServiceProvider.GetRequiredService<ImportTargets>().Find("complaints")!.Target, reading, look);
        var job = (await Harness.Send(new ShowJob(id)))!;
        var kind = new ImportJob(new ImportTargets(new Contributions<IImportTarget>(scope.ServiceProvider, [new(typeof(SlowTarget), _ => target)], Harness.Clock, NullLoggerFactory.Instance)), Harness.Services.GetRequiredService<BulkWriter>(), Harness.Database, NullLogger<ImportJob>.Instance);
        var left = await Harness.Read<KernelDbContext, Job>(db => db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id));
        var run = kind.Run(new JobRun
        {
            Id = id, Parameters = job.Parameters, Checkpoint = left.Checkpoint, Folder = JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id),
            Me = left.HeldBy!, Clock = Harness.Clock,
        }, Token);
        try
        {
            await reading.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
            patience.CancelAfter(TimeSpan.FromSeconds(10));
            await using var free = await Harness.Database.Writing.Enter("somebody else", patience.Token);
        }
        finally
        {
            look.Set();
        }

        await run;
        Assert.Equal(2_000, await Count(_ => true));
    }

    /// <summary>Checks its first row only when it may.</summary>
    private sealed class SlowTarget(IImportTarget real, TaskCompletionSource reading, ManualResetEventSlim may) : IImportTarget
    {
        public string Name => real.Name;
        public IReadOnlyList<ImportField> Fields => real.Fields;
        public WaterCrm.Modularity.Security.Permission Permission => real.Permission;

        public RowProblem? Check(ImportRow row)
        {
            reading.TrySetResult();
            may.Wait(Token);
            return real.Check(row);
        }

        public Task<IReadOnlySet<string>> Known(WriteHold hold, string system, IReadOnlyCollection<string> ids, CancellationToken token) => real.Known(hold, system, ids, token);

        public Task Add(BulkChunk chunk, string system, IReadOnlyList<ImportRow> rows, CancellationToken token) => real.Add(chunk, system, rows, token);

        public Task Complete(string system, Func<CancellationToken, Task> stillMine, CancellationToken token) => real.Complete(system, stillMine, token);
    }

    [Fact]
    public async Task Ctrl_C_before_the_first_row_ends_the_command_with_a_sentence()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("watercrm-import-").FullName, "old.csv");
        var map = Path.ChangeExtension(file, "json");
        await File.WriteAllTextAsync(file, Rows(10, broken: 0), Token);
        await File.WriteAllTextAsync(map, Map, Token);
        using var pressed = new CancellationTokenSource();
        await pressed.CancelAsync();
        await using var scope = Harness.Services.CreateAsyncScope();
        var told = Console.Error;
        using var heard = new StringWriter();
        Console.SetError(heard);
        try
        {
            Assert.Equal(1, await ActivatorUtilities.CreateInstance<ImportVerb>(scope.ServiceProvider).RunAsync(["complaints", file, "--map", map], pressed.Token));
        }
        finally
        {
            Console.SetError(told);
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }

        Assert.Contains("Cancelled before the first row.", heard.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Count(_ => true));
    }

    /// <summary>A host that died: the job is still in its name, and what came after the last commit is lost, in the files too.</summary>
    private async Task RunUntilThePowerFails(Guid id, int commits)
    {
        var dead = DeadHost.In(Harness.Folder);
        await using (var hold = await Harness.Database.Writing.Enter("test", Token))
        {
            await hold.Execute("UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = @dead, \"HeldUntil\" = @until WHERE \"Id\" = @id", Token,
                ("@dead", dead), ("@until", Harness.Clock.Utc().AddHours(1)), ("@id", id));
            await hold.Commit(Token);
        }

        var job = (await Harness.Send(new ShowJob(id)))!;
        await using var scope = Harness.Services.CreateAsyncScope();
        var run = new JobRun
        {
            Id = id, Parameters = job.Parameters, Folder = JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id), Me = dead, Clock = Harness.Clock,
            Watch = (_, _) => { if (--commits == 0) throw new PowerCut(); },
        };
        await Assert.ThrowsAsync<PowerCut>(() => scope.ServiceProvider.GetServices<IJobKind>().Single(k => k.Kind == ImportJob.Name).Run(run, Token));
        await File.AppendAllTextAsync(Refused(id), "half a row that nobody has com", Token);
    }

    private sealed class PowerCut : Exception;
}

public sealed class InterruptedImportsOnSqlite(PostgresServer postgres) : InterruptedImportsTests(DatabaseProvider.Sqlite, postgres);

public sealed class InterruptedImportsOnPostgres(PostgresServer postgres) : InterruptedImportsTests(DatabaseProvider.Postgres, postgres);
