using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>What cannot be taken says why, and comes back as a file that can be corrected.</summary>
public abstract class RefusedRowsTests(DatabaseProvider provider, PostgresServer postgres) : ImportTests(provider, postgres)
{
    [Fact]
    public async Task The_last_day_of_the_calendar_stops_no_import()
    {
        var (_, tally) = await ImportText(Header + "1,Leak at meter,done,05/03/2024 08:00,31/12/9999,12 Lê Lợi\n");

        Assert.Equal((1, 1), (tally.Read, tally.Refused));
        Assert.Equal("The complaint would be closed in the future.", Assert.Single(tally.Problems).Reason);
    }

    [Fact]
    public async Task Refused_rows_come_back_as_a_file_with_line_column_and_reason_and_can_be_imported_when_corrected()
    {
        var (id, tally) = await ImportText(Header +
            "1,Leak,done,05/03/2024 08:00,06/03/2024,good\n" +
            "2,Flood,done,05/03/2024 08:00,06/03/2024,unknown kind\n" +
            "3,Leak,done,31/02/2024 08:00,06/03/2024,no such day\n" +
            "4,Leak,done,05/03/2024 08:00,,never closed\n" +
            "5,Leak,done,05/03/2024 08:00,06/03/2024\n" +
            ",Leak,done,05/03/2024 08:00,06/03/2024,no id\n" +
            "7,Leak,new,05/03/2124 08:00,,from the future\n");

        Assert.Equal((7, 1, 6), (tally.Read, tally.Added, tally.Refused));
        var refused = await File.ReadAllLinesAsync(Refused(id), Token);
        Assert.Equal("line,column,reason,id,kind,state,opened,closed,street", refused[0].TrimStart('\uFEFF'));
        Assert.StartsWith("3,kind,The map does not say what 'Flood' means.,2,Flood,", refused[1]);
        Assert.StartsWith("4,opened,'31/02/2024 08:00' is not a date", refused[2]);
        Assert.StartsWith("5,,A closed complaint needs the date of its closing.,", refused[3]);
        Assert.StartsWith("6,,\"The row has 5 cells, the header has 6.\",", refused[4]);
        Assert.StartsWith("7,id,This cell must not be empty.,,Leak,", refused[5]);
        Assert.StartsWith("8,,The complaint would have been reported in the future.,7,", refused[6]);

        var corrected = string.Join('\n', refused.Take(2)).Replace("Flood", "Leak", StringComparison.Ordinal) + "\n";
        var (_, again) = await ImportText(corrected);
        Assert.Equal((1, 1, 0), (again.Read, again.Added, again.Refused));
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_would_calculate_are_text_in_the_file_of_refused_rows_and_come_back_as_they_were()
    {
        string[] places = ["=HYPERLINK(\"http://evil.example\")", "+84 912", "-5 Lê Lợi", "@home", "\tindented", "'quoted'", "'=told", "plain"];
        var (id, first) = await ImportText(Header + string.Concat(places.Select((p, i) => $"{i},Flood,done,2024-03-05,06/03/2024,\"{p.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")));
        Assert.Equal(places.Length, first.Refused);

        var refused = await File.ReadAllTextAsync(Refused(id), Token);
        Assert.All(["\"'=HYPERLINK(", ",'+84", ",'-5", ",'@home", ",'\tindented", ",'quoted'", ",''=told", ",plain"], cell => Assert.Contains(cell, refused, StringComparison.Ordinal));
        var (_, again) = await ImportText(refused.Replace("Flood", "Leak", StringComparison.Ordinal));

        Assert.Equal((places.Length, 0), (again.Added, again.Refused));
        var kept = await Harness.Read<ComplaintsDbContext, List<string>>(db => db.Complaints.OrderBy(c => c.ExternalId).Select(c => c.Place).ToListAsync());
        Assert.Equal(places.Select(p => p.Trim()), kept);
    }

    [Fact]
    public async Task A_file_without_a_column_of_the_map_says_which_and_what_it_has()
    {
        var (id, _) = await ImportText("id,kind\n1,Leak\n", expected: JobState.Failed);

        var why = (await Harness.Send(new ShowJob(id)))!.Why!;
        Assert.Equal(["state", "id, kind"], why.Args);
        Assert.StartsWith("The column '{0}' is missing", why.Message);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "Nowhere/Land", "fields": {} }""", "Nowhere/Land")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": { "kind": {} } }""", "fields.kind")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": {}, "colour": 1 }""", "colour")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": { "kind": null } }""", "fields.kind")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": { "kind": { "columns": null } } }""", "fields.kind")]
    public void A_map_that_is_wrong_says_where(string json, string place) =>
        Assert.Contains(place, Assert.Single(ImportMap.Parse(json).Error!.Args).ToString());
}

public sealed class RefusedRowsOnSqlite(PostgresServer postgres) : RefusedRowsTests(DatabaseProvider.Sqlite, postgres);

public sealed class RefusedRowsOnPostgres(PostgresServer postgres) : RefusedRowsTests(DatabaseProvider.Postgres, postgres);
