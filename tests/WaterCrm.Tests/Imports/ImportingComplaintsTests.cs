using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>What comes in from an old system, and what it is then.</summary>
public abstract class ImportingComplaintsTests(DatabaseProvider provider, PostgresServer postgres) : ImportTests(provider, postgres)
{
    [Fact]
    public async Task The_real_file_of_Kansas_City_comes_in_whole_and_a_second_time_nothing_is_doubled()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "kc311_water_services_2007_2020.csv");

        var (_, first) = await Import(File.OpenRead, file, await Shipped("kc311-water-services"));
        Assert.Equal((10_107, 10_107, 0, 0), (first.Read, first.Added, first.Known, first.Refused));
        // 64 are open: they get a case of today. History gets none, and no deadline.
        Assert.Equal((64, 64), (await Count(c => c.IsOpen == true), await Count(c => c.CaseId != null)));
        Assert.Equal(0, await Count(c => c.IsOpen == false && c.DueAt != null));

        var (_, second) = await Import(File.OpenRead, file, await Shipped("kc311-water-services"));
        Assert.Equal((10_107, 0, 10_107), (second.Read, second.Added, second.Known));
        Assert.Equal(10_107, await Count(c => c.ExternalSystem == "kc311"));
    }

    [Fact]
    public async Task The_real_file_of_New_York_comes_in_and_the_case_closed_before_it_was_opened_is_flagged()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "nyc311_dep_water_quality_2010_2016.csv");

        var (_, tally) = await Import(File.OpenRead, file, await Shipped("nyc311-water-quality"));

        Assert.Equal((7_562, 7_562, 0), (tally.Read, tally.Added, tally.Refused));
        var flagged = await Harness.Read<ComplaintsDbContext, Complaint>(db => db.Complaints.SingleAsync(c => c.ClosedBeforeOpened));
        Assert.Equal(("16654188", false), (flagged.ExternalId, flagged.IsOpen));
        Assert.True(flagged.ClosedAt < flagged.ReportedAt);
    }

    [Fact]
    public async Task Imported_complaints_are_found_by_their_street_and_numbered_without_gaps()
    {
        await ImportText(Header + "1,Leak at meter,done,05/03/2024 08:00,06/03/2024,12 Lê Lợi\n2,Bill,done,2024-03-05,07/03/2024,Đường Nguyễn Huệ\n");

        var found = await Harness.Send(new FindComplaints(new WorkFilter { Tab = WorkTab.Closed, Text = "nguyen hue" }));
        Assert.Equal("Đường Nguyễn Huệ", Assert.Single(found.Rows).Place);
        var numbers = await Harness.Read<ComplaintsDbContext, List<string>>(db => db.Complaints.OrderBy(c => c.Number).Select(c => c.Number).ToListAsync());
        Assert.Equal(["C-2024-000001", "C-2024-000002"], numbers);
    }

    [Fact]
    public async Task Times_are_read_in_the_zone_of_the_file()
    {
        await ImportText(Header + "1,Leak,done,05/03/2024 08:00,06/03/2024,here\n");

        var complaint = await Harness.Read<ComplaintsDbContext, Complaint>(db => db.Complaints.SingleAsync());
        Assert.Equal(new DateTime(2024, 3, 5, 1, 0, 0, DateTimeKind.Utc), complaint.ReportedAt);
        Assert.Equal(new DateTime(2024, 3, 6, 16, 59, 59, DateTimeKind.Utc), complaint.ClosedAt);
    }

    [Fact]
    public async Task A_row_that_is_called_open_and_has_a_day_of_closing_is_history_and_marked()
    {
        await ImportText(Header + "1,Leak,new,2024-03-05,06/03/2024,both\n2,Leak,done,2024-03-05,06/03/2024,closed\n3,Leak,new,2024-03-05,,open\n");

        var marked = await Harness.Read<ComplaintsDbContext, Complaint>(db => db.Complaints.SingleAsync(c => c.StateContradicted));
        Assert.Equal(("1", false), (marked.ExternalId, marked.IsOpen));
    }

    [Fact]
    public async Task The_states_of_Kansas_City_are_no_resolutions()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "kc311_water_services_2007_2020.csv");
        await Import(File.OpenRead, file, await Shipped("kc311-water-services"));

        Assert.Equal(64, await Count(c => c.IsOpen == true && c.Resolution == null));
        Assert.Equal(0, await Count(c => c.Resolution == "OPEN" || c.Resolution == "ASSIG"));
    }

    [Fact]
    public async Task All_open_complaints_of_a_file_stand_in_the_inbox_of_the_team_of_their_step()
    {
        await ImportText(Header + string.Concat(Enumerable.Range(1, 150).Select(i => $"{i},Leak,new,2024-03-05,,street {i}\n")));

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Harness.Send(new FindTasks(TaskFilter.Team, after));
            Assert.Equal(150, page.Counts.Team);
            seen.AddRange(page.Rows.Select(r => r.SubjectName));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(150, seen.Distinct().Count());

        Harness.Actor.Become(Guid.NewGuid(), "Nam", ["Team"], "Sops.Answer");
        Assert.Equal(0, (await Harness.Send(new FindTasks())).Counts.Team);   // not theirs yet: nobody has assessed them
    }
}

public sealed class ImportingComplaintsOnSqlite(PostgresServer postgres) : ImportingComplaintsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ImportingComplaintsOnPostgres(PostgresServer postgres) : ImportingComplaintsTests(DatabaseProvider.Postgres, postgres);
