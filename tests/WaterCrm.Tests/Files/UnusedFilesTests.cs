using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Web;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Files;

/// <summary>What comes with a report that is refused or repeated goes after a day; what a row names never does.</summary>
public abstract class UnusedFilesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    private FakeTime Clock => desk.Harness.Clock;

    private string Root => Path.Combine(desk.Harness.Folder, "files");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Photos_of_a_repeated_report_go_after_a_day_and_those_of_the_first_stay()
    {
        var form = FormKey.New();
        await Report(form, Pictures.Png());
        await Report(form, Pictures.Jpeg());   // the same form again: its photo belongs to nobody
        Assert.Equal(2, Files().Length);

        Clock.Advance(TimeSpan.FromHours(23));
        await Sweep();
        Assert.Equal(2, Files().Length);   // as between the file and its row

        Clock.Advance(TimeSpan.FromHours(2));
        await Sweep();
        Clock.Advance(TimeSpan.FromDays(400));
        await Sweep();
        Assert.Equal([await Named()], Files());
    }

    [Fact]
    public async Task What_is_sent_again_is_young_again()
    {
        var store = desk.Harness.Services.GetRequiredService<FileStore>();
        await Receive(store);
        Clock.Advance(TimeSpan.FromHours(25));
        await Receive(store);

        await Sweep();

        Assert.Single(Files());
    }

    [Fact]
    public async Task What_a_sweep_laid_aside_that_was_killed_is_put_back_if_somebody_names_it_and_else_removed()
    {
        await Report(FormKey.New(), Pictures.Png());
        var named = await Named();
        var aside = Directory.CreateDirectory(Path.Combine(Root, "aside")).FullName;
        File.Move(Path.Combine(Root, named[..2], named), Path.Combine(aside, named));
        var nobodys = new string('a', 64);
        await File.WriteAllTextAsync(Path.Combine(aside, nobodys), "x", Token);
        File.SetLastWriteTimeUtc(Path.Combine(aside, nobodys), Clock.Utc());
        Clock.Advance(TimeSpan.FromDays(3));

        await Sweep();

        Assert.Equal([named], Files());
    }

    private async Task Report(FormKey form, byte[] picture) =>
        Assert.Null((await desk.Send(A.Report() with { Form = form, Sent = [new SentPhoto("photo.jpg", () => new MemoryStream(picture))] })).Error);

    private static async Task Receive(FileStore store) =>
        Assert.Null((await store.Receive(new MemoryStream(Pictures.Png()), "a.png", new UploadRules(1_000_000, [FileKind.Png]), Token)).Error);

    private async Task Sweep()
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IBackgroundTask>().OfType<FileSweep>().Single().DoWorkAsync(scope.ServiceProvider, Token);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f))];

    private Task<string> Named() => desk.Harness.Read<ComplaintsDbContext, string>(db => db.Photos.Select(p => p.Sha256).SingleAsync());
}

public sealed class UnusedFilesOnSqlite(PostgresServer postgres) : UnusedFilesTests(DatabaseProvider.Sqlite, postgres);

public sealed class UnusedFilesOnPostgres(PostgresServer postgres) : UnusedFilesTests(DatabaseProvider.Postgres, postgres);
