using System.Diagnostics;
using Microsoft.Data.Sqlite;
using WaterCrm.Complaints.Features;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Search;

/// <summary>What Ctrl+K asks with each letter, over 100,000 customers and as many complaints. A third of the customers have the commonest name.</summary>
public sealed class FindingAmongManyTests(PostgresServer postgres) : IAsyncLifetime
{
    private const int Many = 100_000;
    private ComplaintDesk desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await ComplaintDesk.Open(DatabaseProvider.Sqlite, postgres);
        var complaint = (await desk.Record()).Id;
        var customer = (await desk.Harness.Send(new RecordCustomer { Name = "Nguyễn Thị Hoa", Code = "KH-000001", Phones = ["0912 345 678"] })).Value;
        await using var hold = await desk.Harness.Database.Writing.Enter("test", Token);
        await Copy(hold, "customers", "customers_customer", customer, "\"Name\", \"FoldedName\", \"SortKey\", \"Code\"",
            "CASE i % 3 WHEN 0 THEN 'Nguyễn' ELSE 'Trần' END || ' Văn ' || i, 'x' || i, CASE i % 3 WHEN 0 THEN 'nguyen' ELSE 'tran x' END || printf(' %06d', i), printf('KH-%06d', i)",
            "substr(t.\"SortKey\", 1, 6) || ' van ' || lower(replace(t.\"Code\", '-', ' ')) || ' 09' || printf('%08d', d.id)");
        await Copy(hold, "complaints", "complaints_complaint", complaint, "\"Number\", \"CodeHash\"", "printf('C-2026-%06d', i), randomblob(32)",
            "lower(replace(t.\"Number\", '-', ' ')) || ' khong co nuoc tu sang nay le loi'");
        await hold.Commit(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
    }

    [Fact]
    public async Task The_next_letter_is_answered_before_it_is_typed()
    {
        List<string> slow = [];
        foreach (var text in new[] { "n", "ng", "nguyen", "nguyen van 54321", "kh-054321", "00054321", "c-2026-054321", "khong co nuoc" })
        {
            var best = TimeSpan.MaxValue;
            for (var round = 0; round < 5; round++)
            {
                var since = Stopwatch.GetTimestamp();
                await desk.Harness.Send(new FindCustomers { Text = text, Size = 7 });
                await desk.Harness.Send(new SearchComplaints(text, 7));
                if (Stopwatch.GetElapsedTime(since) is var took && took < best) best = took;
            }

            if (best > TimeSpan.FromMilliseconds(150)) slow.Add($"{text}: {best.TotalMilliseconds:0} ms");
        }

        Assert.Empty(slow);
    }

    [Fact]
    public async Task The_one_among_many_is_found()
    {
        Assert.Equal("KH-054321", Assert.Single((await desk.Harness.Send(new FindCustomers { Text = "kh-054321", Size = 7 })).Rows).Code);
        Assert.Equal("C-2026-054321", Assert.Single(await desk.Harness.Send(new SearchComplaints("c-2026-054321", 7))).Number);
    }

    /// <summary>Copies of a real row with values of their own, and the words they are found by.</summary>
    private static async Task Copy(WriteHold hold, string scope, string table, Guid first, string columns, string values, string words)
    {
        var others = string.Join(", ", (await Columns(hold, table)).Select(c => $"\"{c}\"").Except([.. columns.Split(", "), "\"Id\""]));
        await hold.Execute($"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {Many}) INSERT INTO {table} (\"Id\", {columns}, {others}) SELECT randomblob(16), {values}, {others} FROM n, {table} WHERE {table}.\"Id\" = @first", Token, ("@first", first));
        await hold.Execute($"INSERT INTO {scope}_doc (subject) SELECT \"Id\" FROM {table} WHERE \"Id\" <> @first", Token, ("@first", first));
        await hold.Execute($"INSERT INTO {scope}_search (rowid, words) SELECT d.id, {words} FROM {scope}_doc d JOIN {table} t ON t.\"Id\" = d.subject WHERE d.subject <> @first", Token, ("@first", first));
    }

    private static async Task<List<string>> Columns(WriteHold hold, string table)
    {
        await using var command = (SqliteCommand)hold.Connection.CreateCommand();
        command.Transaction = (SqliteTransaction?)hold.Transaction;
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        await using var rows = await command.ExecuteReaderAsync(Token);
        List<string> names = [];
        while (await rows.ReadAsync(Token)) names.Add(rows.GetString(0));
        return names;
    }
}
