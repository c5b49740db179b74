using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>Files, maps and rows that cannot be taken as they are.</summary>
public abstract class BrokenImportsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    private Harness Harness => desk.Harness;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> BreakingOff => ["quote before many rows", "quote before a few rows", "long cell"];

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory, MemberData(nameof(BreakingOff))]
    public async Task A_file_that_breaks_off_ends_as_failed_with_the_line_and_keeps_what_came_before(string how)
    {
        var broken = OldSystem.BreakingOff(how);
        var (id, job) = await Import(broken);

        Assert.Equal((JobState.Failed, "503"), (job.State, Assert.Single(job.Why!.Args)));
        Assert.StartsWith("The file could not be read from line {0} on.", job.Why.Message, StringComparison.Ordinal);
        var tally = job.Tally<ImportTally>()!;
        Assert.Equal((502, 501, 1, 501), (tally.Read, tally.Added, tally.Refused, await Count(_ => true)));
        Assert.Equal(1, await Count(c => c.CaseId != null));   // the open one among them got its case

        var (_, again) = await Import(broken);
        Assert.Equal((JobState.Failed, 0, 501), (again.State, again.Tally<ImportTally>()!.Added, await Count(_ => true)));

        Assert.Null((await Harness.Send(new ResumeJob(id, ImportJob.Name))).Error);
        await Work(id);
        var resumed = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal((JobState.Failed, 502, 1, 501), (resumed.State, resumed.Tally<ImportTally>()!.Read, resumed.Tally<ImportTally>()!.Refused, await Count(_ => true)));
    }

    [Theory, MemberData(nameof(BreakingOff))]
    public async Task A_try_of_a_file_that_breaks_off_says_the_same(string how)
    {
        var (_, job) = await Import(OldSystem.BreakingOff(how), dryRun: true);

        Assert.Equal((JobState.Failed, 501, 1, 0), (job.State, job.Tally<ImportTally>()!.Added, job.Tally<ImportTally>()!.Refused, await Count(_ => true)));
    }

    [Fact]
    public async Task A_quote_left_open_in_the_last_row_alone_refuses_that_row_and_no_more()
    {
        var (_, job) = await Import(OldSystem.Header + OldSystem.Row(1) + "2,Leak,done,2024-03-05,06/03/2024,\"open,,\n");

        Assert.Equal((JobState.Done, 1, 1), (job.State, job.Tally<ImportTally>()!.Added, job.Tally<ImportTally>()!.Refused));
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(33)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_system_that_does_not_fit_its_column_is_refused_before_the_first_row(int length)
    {
        var system = length < 0 ? "old\\u0000" : new string('s', length);
        var (_, job) = await Import(OldSystem.Header + OldSystem.Row(1), map: OldSystem.Map.Replace("\"system\": \"old\"", $"\"system\": \"{system}\"", StringComparison.Ordinal));

        Assert.Equal((JobState.Failed, 0), (job.State, await Count(_ => true)));
        Assert.Contains("\"system\"", job.Why!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_of_as_many_characters_as_its_column_holds_is_taken()
    {
        var system = new string('s', 32);
        await Import(OldSystem.Header + OldSystem.Row(1), map: OldSystem.Map.Replace("\"system\": \"old\"", $"\"system\": \"{system}\"", StringComparison.Ordinal));

        Assert.Equal(1, await Count(c => c.ExternalSystem == system));
    }

    [Fact]
    public async Task Half_a_position_is_refused_as_the_form_refuses_it()
    {
        var (_, job) = await Import(OldSystem.Header + OldSystem.Row(1, "10.5,106.7") + OldSystem.Row(2, "10.5,") + OldSystem.Row(3, ",106.7") + OldSystem.Row(4));

        var tally = job.Tally<ImportTally>()!;
        Assert.Equal((2, 2), (tally.Added, tally.Refused));
        Assert.Equal([(3L, "Give latitude and longitude, or neither."), (4L, "Give latitude and longitude, or neither.")], tally.Problems.Select(p => (p.Line, p.Reason)));
        Assert.Equal(0, await Count(c => (c.Latitude == null) != (c.Longitude == null)));
    }

    private async Task<(Guid Id, JobView Job)> Import(string csv, string map = OldSystem.Map, bool dryRun = false)
    {
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var (id, _) = await Harness.Services.GetRequiredService<ImportFiles>().Lay(copy => file.CopyToAsync(copy, Token), ImportMap.Parse(OldSystem.Map).Value, map, Token);
        Assert.Null((await Harness.Send(new StartJob(id, ImportJob.Name, "test.csv", new ImportOrder("complaints", "old", "test.csv", dryRun)))).Error);
        await Work(id);
        return (id, (await Harness.Send(new ShowJob(id)))!);
    }

    private Task Work(Guid id) => ActivatorUtilities.CreateInstance<JobWorker>(Harness.Services).Work(id, null, Token);

    private Task<int> Count(System.Linq.Expressions.Expression<Func<Complaint, bool>> which) => Harness.Read<ComplaintsDbContext, int>(db => db.Complaints.CountAsync(which));
}

public sealed class BrokenImportsOnSqlite(PostgresServer postgres) : BrokenImportsTests(DatabaseProvider.Sqlite, postgres);

public sealed class BrokenImportsOnPostgres(PostgresServer postgres) : BrokenImportsTests(DatabaseProvider.Postgres, postgres);
