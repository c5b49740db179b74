using System.Text;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>A row comes in once: twice in a file, tried before, or in two imports at once.</summary>
public abstract class RowsThatStandTwiceTests(DatabaseProvider provider, PostgresServer postgres) : ImportTests(provider, postgres)
{
    [Fact]
    public async Task A_row_that_stands_twice_in_a_file_is_taken_once()
    {
        var (_, tally) = await ImportText(Header + "1,Leak,new,2024-03-05,,a\n2,Leak,new,2024-03-05,,b\n1,Leak,new,2024-03-05,,a\n");

        Assert.Equal((3, 2, 1), (tally.Read, tally.Added, tally.Known));
    }

    [Theory]
    [InlineData(300)]   // in the same chunk, which PostgreSQL has not taken in yet
    [InlineData(1_200)]
    public async Task A_row_that_stands_twice_in_a_file_is_taken_once_however_far_apart(int rows)
    {
        var (_, tally) = await ImportText(Rows(rows, broken: 0) + "1,Leak,done,2024-03-05,06/03/2024,again\n");

        Assert.Equal((rows + 1, rows, 1), (tally.Read, tally.Added, tally.Known));
    }

    [Fact]
    public async Task A_try_writes_nothing_and_tells_the_same_as_the_import_after_it()
    {
        const string File = Header + "1,Leak,new,2024-03-05,,a\n2,Flood,new,2024-03-05,,b\n1,Leak,new,2024-03-05,,a\n";

        var (_, tried) = await ImportText(File, dryRun: true);
        Assert.Equal(0, await Count(_ => true));
        var (_, done) = await ImportText(File);

        Assert.Equal((3, 1, 1, 1), (tried.Read, tried.Added, tried.Known, tried.Refused));
        Assert.Equal((done.Read, done.Added, done.Known, done.Refused), (tried.Read, tried.Added, tried.Known, tried.Refused));
    }

    [Fact]
    public async Task Two_imports_at_once_wait_for_each_other_whatever_the_order_of_their_years()
    {
        var (one, two) = (await Lay(Years(1, 2_000, [2001, 2002, 2003, 2004, 2005, 2006]), Map), await Lay(Years(2_001, 2_000, [2006, 2005, 2004, 2003, 2002, 2001]), Map));
        await StartJob(one, dryRun: false);
        await StartJob(two, dryRun: false);

        await Task.WhenAll(Task.Run(() => Worker().Work(one, null, Token), Token), Task.Run(() => Worker().Work(two, null, Token), Token));

        foreach (var id in new[] { one, two })
        {
            var job = (await Harness.Send(new ShowJob(id)))!;
            Assert.True(job.State is JobState.Done, job.Failure);
        }

        var last = await Harness.Read<ComplaintsDbContext, List<(int Count, string Last)>>(async db => [.. (await db.Complaints.GroupBy(c => c.Year).Select(g => new { Count = g.Count(), Last = g.Max(c => c.Number)! }).ToListAsync()).Select(g => (g.Count, g.Last))]);
        Assert.Equal(6, last.Count);
        Assert.All(last, year => Assert.EndsWith($"-{year.Count:000000}", year.Last));
    }

    [Fact]
    public async Task The_same_file_imported_twice_at_once_comes_in_once()
    {
        var (one, two) = (await Lay(Rows(2_000, broken: 0), Map), await Lay(Rows(2_000, broken: 0), Map));
        await StartJob(one, dryRun: false);
        await StartJob(two, dryRun: false);

        await Task.WhenAll(Task.Run(() => Worker().Work(one, null, Token), Token), Task.Run(() => Worker().Work(two, null, Token), Token));

        var tallies = new List<ImportTally>();
        foreach (var id in new[] { one, two })
        {
            var job = (await Harness.Send(new ShowJob(id)))!;
            Assert.True(job.State is JobState.Done, job.Failure);
            tallies.Add(job.Tally<ImportTally>()!);
        }

        Assert.Equal((2_000, 2_000, 2_000), (tallies.Sum(t => t.Added), tallies.Sum(t => t.Known), await Count(_ => true)));
    }

    private static string Years(int first, int rows, int[] years)
    {
        var text = new StringBuilder(Header);
        for (var i = first; i < first + rows; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},Leak,done,{years[i % years.Length]}-03-05,06/03/2024,street {i}\n");
        return text.ToString();
    }
}

public sealed class RowsThatStandTwiceOnSqlite(PostgresServer postgres) : RowsThatStandTwiceTests(DatabaseProvider.Sqlite, postgres);

public sealed class RowsThatStandTwiceOnPostgres(PostgresServer postgres) : RowsThatStandTwiceTests(DatabaseProvider.Postgres, postgres);
