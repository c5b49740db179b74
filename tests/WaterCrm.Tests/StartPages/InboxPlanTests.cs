using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.StartPages;

/// <summary>How SQLite counts and reads the inbox over the tasks of 100,000 complaints: in one index, in its order, without touching a row it does not show.</summary>
public sealed class InboxPlanTests(PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await ComplaintDesk.Open(DatabaseProvider.Sqlite, postgres);
        await desk.Record();
        await using var hold = await desk.Harness.Database.Writing.Enter("test", TestContext.Current.CancellationToken);
        foreach (var (table, own) in new[] { ("sops_case", "\"Id\", \"SubjectId\""), ("sops_task", "\"Id\", \"CaseId\"") })
        {
            var columns = await Columns(hold, table, own);
            var from = table == "sops_case"
                ? $"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) INSERT INTO sops_case ({own}, {columns}) SELECT randomblob(16), randomblob(16), {columns} FROM n, (SELECT * FROM sops_case LIMIT 1)"
                : $"INSERT INTO sops_task ({own}, {columns}) SELECT randomblob(16), c.\"Id\", {columns} FROM (SELECT \"Id\" FROM sops_case WHERE \"Id\" NOT IN (SELECT \"CaseId\" FROM sops_task)) c, (SELECT {columns} FROM sops_task WHERE \"State\" = 'Open' LIMIT 1)";
            await hold.Execute(from, TestContext.Current.CancellationToken);
        }
        await hold.Commit(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
    }

    [Fact]
    public async Task Every_tab_is_counted_in_the_index_alone_and_read_in_its_order()
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var tasks = scope.ServiceProvider.GetRequiredService<TaskQuery>();
        Assert.Equal(100000, (await tasks.Count(TestContext.Current.CancellationToken)).Team);
        foreach (var tab in Enum.GetValues<TaskFilter>())
        {
            var open = await tasks.Of(tab, TestContext.Current.CancellationToken);

            var counted = await Plan(open.Select(t => t.State).CreateDbCommand());
            Assert.True(counted.Contains("USING COVERING INDEX IX_sops_task_", StringComparison.Ordinal) && !counted.Contains('\n'), $"{tab}: {counted}");
            var read = await Plan(open.OrderBy(t => t.SortDue).ThenBy(t => t.Id).Take(5).CreateDbCommand());
            Assert.True(read.Contains("USING INDEX IX_sops_task_", StringComparison.Ordinal) && !read.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{tab}: {read}");
        }
    }

    private static async Task<string> Columns(WriteHold hold, string table, string without) =>
        (await hold.Scalar<string>($"SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('{table}') WHERE instr('{without.Replace("'", "", StringComparison.Ordinal)}', '\"' || name || '\"') = 0", TestContext.Current.CancellationToken))!;

    private async Task<string> Plan(DbCommand query)
    {
        await using var connection = desk.Harness.Database.NewReadConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var explain = connection.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + query.CommandText;
        foreach (DbParameter parameter in query.Parameters)
        {
            var copy = explain.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explain.Parameters.Add(copy);
        }
        await using var lines = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> plan = [];
        while (await lines.ReadAsync(TestContext.Current.CancellationToken)) plan.Add(lines.GetString(3));
        return string.Join('\n', plan.Where(l => !l.StartsWith("LIST SUBQUERY", StringComparison.Ordinal) && !l.StartsWith("SCAN json_each", StringComparison.Ordinal) && !l.StartsWith("SCAN r", StringComparison.Ordinal) && !l.StartsWith("SCAN t", StringComparison.Ordinal) && !l.StartsWith("SCAN a", StringComparison.Ordinal) && !l.StartsWith("CREATE BLOOM", StringComparison.Ordinal)));
    }
}
