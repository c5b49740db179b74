using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>Who sees an import, and how long its files stay.</summary>
public abstract class KeepingImportsTests(DatabaseProvider provider, PostgresServer postgres) : ImportTests(provider, postgres)
{
    [Fact]
    public async Task The_files_of_an_import_go_a_month_after_its_end_and_nobody_can_take_it_up_again()
    {
        var (id, _) = await ImportText("id,kind\n1,Leak\n", expected: JobState.Failed);
        var waiting = await Lay(Rows(1, broken: 0), Map);
        await StartJob(waiting, dryRun: false);
        var neverBegun = await Lay(Rows(1, broken: 0), Map);
        Directory.SetLastWriteTimeUtc(Folder(neverBegun), Harness.Clock.Utc());

        Harness.Clock.Advance(TimeSpan.FromDays(29));
        await SweepFolders();
        Assert.Equal((true, true, false), (Directory.Exists(Folder(id)), Directory.Exists(Folder(waiting)), Directory.Exists(Folder(neverBegun))));
        Harness.Clock.Advance(TimeSpan.FromDays(2));
        await SweepFolders();

        Assert.Equal((false, true), (Directory.Exists(Folder(id)), Directory.Exists(Folder(waiting))));
        Assert.Equal(Harness.Clock.Utc(), (await Harness.Send(new ShowJob(id)))!.FilesRemovedAt);
        Assert.Equal("jobs.files-gone", (await Harness.Send(new ResumeJob(id, ImportJob.Name))).Error?.Code);
    }

    [Fact]
    public async Task An_import_is_seen_cancelled_and_taken_up_again_only_by_those_who_may_import_such_things()
    {
        var (id, _) = await ImportText("id,kind\n1,Leak\n", expected: JobState.Failed);
        Assert.Equal("jobs.not-found", (await Harness.Send(new ResumeJob(id, "another kind"))).Error?.Code);
        Assert.Equal("jobs.not-found", (await Harness.Send(new CancelJob(id, "another kind"))).Error?.Code);

        await using var scope = Harness.Services.CreateAsyncScope();
        var desk = ActivatorUtilities.CreateInstance<ImportDesk>(scope.ServiceProvider, new JobSignal());
        var (stranger, importer) = (With("Imports.Run"), With("Imports.Run", "Complaints.Import"));
        Assert.Empty(await desk.Last(stranger, Token));
        Assert.Null(await desk.Find(id, stranger, Token));
        Assert.Equal("jobs.not-found", (await desk.Cancel(id, stranger, Token)).Error?.Code);
        Assert.Equal("jobs.not-found", (await desk.Resume(id, stranger, Token)).Error?.Code);
        Assert.Equal("jobs.not-found", (await desk.ImportTried(id, stranger, Token)).Error?.Code);

        Assert.Single(await desk.Last(importer, Token));
        Assert.NotNull(await desk.Find(id, importer, Token));
        Assert.Equal("jobs.ended", (await desk.Cancel(id, importer, Token)).Error?.Code);
        Assert.Null((await desk.Resume(id, importer, Token)).Error);

        static System.Security.Claims.ClaimsPrincipal With(params string[] permissions) =>
            new(new System.Security.Claims.ClaimsIdentity(permissions.Select(p => new System.Security.Claims.Claim("permission", p)), "test"));
    }

    private string Folder(Guid id) => JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id);

    private async Task SweepFolders()
    {
        await using var scope = Harness.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<WaterCrm.Modularity.BackgroundTasks.IBackgroundTask>().OfType<JobFolderSweep>().Single().DoWorkAsync(scope.ServiceProvider, Token);
    }
}

public sealed class KeepingImportsOnSqlite(PostgresServer postgres) : KeepingImportsTests(DatabaseProvider.Sqlite, postgres);

public sealed class KeepingImportsOnPostgres(PostgresServer postgres) : KeepingImportsTests(DatabaseProvider.Postgres, postgres);
