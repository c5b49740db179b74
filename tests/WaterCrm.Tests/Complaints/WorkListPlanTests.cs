using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

/// <summary>How SQLite looks for the work list's pages and counts over 100,000 complaints: by an index in the list's order, never by reading all or sorting.</summary>
public sealed class WorkListPlanTests(PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await ComplaintDesk.Open(DatabaseProvider.Sqlite, postgres);
        var first = await desk.Record();
        await using var hold = await desk.Harness.Database.Writing.Enter("test", TestContext.Current.CancellationToken);
        // Copies of a real row, so that this test need not know the columns it is not about.
        var columns = await Columns(hold, ["Id", "Number", "CodeHash", "IsOpen", "SortAt", "Kind", "Zone"]);
        await hold.Execute(
            $"""
             WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
             INSERT INTO complaints_complaint ("Id", "Number", "CodeHash", "IsOpen", "SortAt", "Kind", "Zone", {columns})
             SELECT randomblob(16), printf('C-2026-%06d', i), randomblob(32), i % 10 > 0, printf('2026-%02d-%02d 08:00:00', 1 + i % 12, 1 + i % 28),
                    CASE i % 3 WHEN 0 THEN 'leak' WHEN 1 THEN 'no-water' ELSE 'billing' END, i % 20, {columns}
             FROM n, complaints_complaint WHERE complaints_complaint."Id" = @first
             """, TestContext.Current.CancellationToken, ("@first", first.Id));
        await hold.Commit(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
    }

    private static IEnumerable<WorkFilter> Filters =>
        from tab in Enum.GetValues<WorkTab>().Except([WorkTab.Received])   // which is of both states and has its own test
        from filter in new WorkFilter[] { new(), new() { Kind = "leak" }, new() { Zone = "4" }, new() { Channel = Channel.Web } }
        select filter with { Tab = tab };

    [Fact]
    public async Task Every_tab_with_every_filter_is_read_by_an_index_in_its_order_and_counted_in_the_index_alone()
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<WorkQuery>();
        foreach (var filter in Filters)
        {
            var narrowed = (await work.Narrow(filter, TestContext.Current.CancellationToken)).Beyond(new RowPlace(new DateTime(2026, 6, 1, 8, 0, 0, DateTimeKind.Utc), "C-2026-000500"));
            foreach (var beyond in new[] { false, true })
            {
                var plan = await Plan(work, narrowed.Rows(filter.Tab, filter.Tab is WorkTab.Closed, beyond), narrowed);
                Assert.True(plan.StartsWith("SEARCH c USING INDEX IX_complaints_complaint_IsOpen", StringComparison.Ordinal) && !plan.Contains('\n'), $"{filter}: {plan}");
            }

            var count = await Plan(work, narrowed.Count(filter.Tab), narrowed);
            Assert.True(count.StartsWith("SEARCH c USING COVERING INDEX", StringComparison.Ordinal), $"{filter}: {count}");
        }

        Assert.Equal(50, (await desk.Harness.Send(new FindComplaints(new WorkFilter { Kind = "leak", Zone = "4" }))).Rows.Count);
    }

    [Theory]
    [InlineData(WorkTab.Received, "SEARCH c USING INDEX IX_complaints_complaint_ReportedAt_Number")]
    [InlineData(WorkTab.Closed, "SEARCH c USING INDEX IX_complaints_complaint_IsOpen_SortAt_Number")]
    public async Task What_was_received_or_closed_in_a_period_is_read_and_counted_by_an_index_of_its_days(WorkTab tab, string plan)
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<WorkQuery>();
        var narrowed = (await work.Narrow(new WorkFilter { Tab = tab, From = new(2026, 3, 1), To = new(2026, 3, 31) }, TestContext.Current.CancellationToken)).Beyond(new RowPlace(new DateTime(2026, 3, 9, 8, 0, 0, DateTimeKind.Utc), "C-2026-000500"));

        foreach (var statement in new[] { narrowed.Rows(tab, descending: true, beyond: false), narrowed.Rows(tab, descending: true, beyond: true), narrowed.CountInTime })
        {
            var seen = await Plan(work, statement, narrowed);
            Assert.True(seen.StartsWith(plan, StringComparison.Ordinal) && !seen.Contains('\n'), seen);
        }
    }

    [Fact]
    public async Task Who_has_an_open_complaint_is_read_from_an_index_of_the_open_ones()
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<WorkQuery>();
        var db = scope.ServiceProvider.GetRequiredService<WaterCrm.Complaints.Data.ComplaintsDbContext>();
        var statement = HasOpenComplaint.Open(db, Guid.Empty, 500).ToQueryString();
        var sql = statement[statement.IndexOf("SELECT", StringComparison.Ordinal)..];

        var seen = await Plan(work, sql, new WorkNarrowed("", [("@last", Guid.Empty), ("@most", 500), ("@p", 500)], false));

        Assert.Contains("IX_complaints_open_of_customer", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_itself_notices_a_list_that_is_sorted()
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<WorkQuery>();
        var narrowed = await work.Narrow(new WorkFilter(), TestContext.Current.CancellationToken);

        Assert.Contains("TEMP B-TREE", await Plan(work, narrowed.Rows(WorkTab.Open, descending: false, beyond: false).Replace("ORDER BY", "ORDER BY c.\"Text\",", StringComparison.Ordinal), narrowed));
    }

    private static async Task<string> Plan(WorkQuery work, string statement, WorkNarrowed narrowed)
    {
        List<string> lines = [];
        await work.Read("EXPLAIN QUERY PLAN " + statement, narrowed, row => lines.Add(row.GetString(3)), TestContext.Current.CancellationToken);
        return string.Join('\n', lines);
    }

    private static async Task<string> Columns(WriteHold hold, string[] but)
    {
        await using var command = (SqliteCommand)hold.Connection.CreateCommand();
        command.Transaction = (SqliteTransaction?)hold.Transaction;
        command.CommandText = "SELECT name FROM pragma_table_info('complaints_complaint')";
        await using var rows = await command.ExecuteReaderAsync();
        List<string> names = [];
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return string.Join(", ", names.Except(but).Select(n => $"\"{n}\""));
    }
}
