using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Commands;

/// <summary><c>doctor --deep</c> on a database that is well, and on one with each damage.</summary>
public abstract class ComparingRowByRowTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Complaint = """(SELECT "Id" FROM complaints_complaint WHERE "Number" = 'C-2026-000002')""";

    private ComplaintDesk desk = null!;

    public static TheoryData<string, string, string> Damages => new()
    {
        { "cases", "C-2026-000002: the list says state Waiting, its case says Open", $"UPDATE complaints_complaint SET \"Group\" = 'Waiting' WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: the list says step elsewhere, its case says", $"UPDATE complaints_complaint SET \"Step\" = 'elsewhere' WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: the list says due nothing, its case says 2026-03-", $"UPDATE complaints_complaint SET \"DueAt\" = NULL WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: the list says role nobody", $"UPDATE complaints_complaint SET \"Role\" = 'nobody' WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: the list says assignee ", $"UPDATE complaints_complaint SET \"Assignee\" = \"Id\" WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: the list says escalations 7, its case says 0", $"UPDATE complaints_complaint SET \"Escalations\" = 7 WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: its case is late, and the list does not say so", $"UPDATE sops_task SET \"LateAt\" = \"StartedAt\" WHERE \"State\" = 'Open' AND \"CaseId\" = (SELECT \"CaseId\" FROM complaints_complaint WHERE \"Id\" = {Complaint})" },
        { "cases", "C-2026-000002: there is a case about it, and its row names none", $"UPDATE complaints_complaint SET \"CaseId\" = NULL WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: its row names a case that is not there", $"UPDATE complaints_complaint SET \"CaseId\" = \"Id\" WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: it has no case", $"UPDATE sops_case SET \"SubjectId\" = \"Id\" WHERE \"SubjectId\" = {Complaint}; UPDATE complaints_complaint SET \"CaseId\" = NULL WHERE \"Id\" = {Complaint}" },
        { "cases", "C-2026-000002: there is a case about it, and the record is not there", $"UPDATE sops_case SET \"SubjectId\" = \"Id\" WHERE \"SubjectId\" = {Complaint}" },
        { "cases", "C-2026-000002: its case has no open step though it runs on", $"UPDATE sops_task SET \"State\" = 'Dropped' WHERE \"State\" = 'Open' AND \"CaseId\" = (SELECT \"CaseId\" FROM complaints_complaint WHERE \"Id\" = {Complaint})" },
        { "cases", "C-2026-000002: its case has ended and has no moment of ending", $"UPDATE sops_case SET \"ClosedAt\" = \"OpenedAt\" WHERE \"SubjectId\" = {Complaint}" },
        { "numbers", "C-2026-000004 was given out and is not there", "UPDATE kernel_number SET last = last + 1" },
        { "numbers", "C-2026-000002 was given out and is not there", $"UPDATE complaints_complaint SET \"Number\" = 'C-2026-000009' WHERE \"Id\" = {Complaint}" },
        { "numbers", "X-2026-000002 was never given out", $"UPDATE complaints_complaint SET \"Number\" = 'X-2026-000002' WHERE \"Id\" = {Complaint}" },
        { "numbers", "C-2026-000001 was never given out", "DELETE FROM kernel_number" },
        { "search", "complaints: C-2026-000002 is not found by its name", $"UPDATE complaints_complaint SET \"Number\" = 'C-2026-000002' WHERE \"Id\" = {Complaint}; SWAP complaints" },
        { "search", "complaints: C-2026-000002 is not in the search index", $"LOSE complaints {Complaint}" },
        { "search", "customers: Nguyễn Thị Hoa is not in the search index", "LOSE customers (SELECT \"Id\" FROM customers_customer)" },
        { "search", "which is no record", "KEEP complaints" },
        { "outbox", "Surveys:WhenClosed gave up 'complaints.reported' about", "INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, failure, due_at) SELECT 'Surveys:WhenClosed', sequence, subject, 'Parked', 8, 'no paper', occurred_at FROM kernel_outbox WHERE name = 'complaints.reported'" },
        { "outbox", "waits for event 999, which is not there", "INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, due_at) SELECT 'Surveys:WhenClosed', 999, subject, 'Pending', 0, occurred_at FROM kernel_outbox WHERE name = 'complaints.reported' LIMIT 1" },
        { "references", "complaints_complaint C-2026-000002: its CustomerId", $"UPDATE complaints_complaint SET \"CustomerId\" = \"Id\" WHERE \"Id\" = {Complaint}" },
        { "references", "sops_task", "UPDATE sops_task SET \"AssigneeId\" = \"Id\"" },
        { "files", "files/ab/ab", "INSERT INTO kernel_file (id, sha256) SELECT \"Id\", 'ab' || substr('00000000000000000000000000000000000000000000000000000000000000', 1, 62) FROM complaints_complaint WHERE \"Number\" = 'C-2026-000002'" },
    };

    public async ValueTask InitializeAsync()
    {
        desk = await ComplaintDesk.Open(provider, postgres, services => services.AddLogging());
        for (var i = 0; i < 3; i++) await desk.Record();
        Assert.Null((await desk.Harness.Send(new RecordCustomer { Name = "Nguyễn Thị Hoa" })).Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_agrees_is_said_to_agree()
    {
        var found = await Look();

        Assert.All(found, check => Assert.Empty(check.Value.Wrong));
        Assert.Equal(["cases", "file", "files", "numbers", "outbox", "references", "search"], found.Keys.Order());
        Assert.Contains("3 cases", found["cases"].Looked, StringComparison.Ordinal);
        Assert.Contains("3 numbers", found["numbers"].Looked, StringComparison.Ordinal);
        Assert.Contains("4 records", found["search"].Looked, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Damages))]
    public async Task Each_damage_is_found_and_named(string check, string said, string damage)
    {
        foreach (var sql in damage.Split("; ")) await Execute(OfThisDatabase(sql));

        var found = await Look();

        Assert.Contains(found[check].Wrong, line => line.Contains(said, StringComparison.Ordinal));
    }

    private async Task<Dictionary<string, DeepFinding>> Look()
    {
        Dictionary<string, DeepFinding> found = [];
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var well = await scope.ServiceProvider.GetRequiredService<DeepDoctor>().Look(TestContext.Current.CancellationToken, (_, _, name, finding) => found[name] = finding);
        Assert.Equal(found.Values.All(f => f.Wrong.Count == 0), well);
        return found;
    }

    /// <summary>The two databases keep the index in tables of their own kinds.</summary>
    private string OfThisDatabase(string sql)
    {
        var sqlite = desk.Harness.Database.IsSqlite;
        return sql.Split(' ', 3) switch
        {
            ["LOSE", var scope, var subject] => sqlite ? $"DELETE FROM {scope}_search WHERE rowid = (SELECT id FROM {scope}_doc WHERE subject = {subject})" : $"DELETE FROM {scope}_search WHERE subject = {subject}",
            ["KEEP", var scope] => sqlite ? $"INSERT INTO {scope}_doc (subject) VALUES (randomblob(16))" : $"INSERT INTO {scope}_search VALUES (gen_random_uuid(), 'x')",
            ["SWAP", var scope] => sqlite ? $"INSERT OR REPLACE INTO {scope}_search (rowid, words) SELECT id, 'nothing' FROM {scope}_doc" : $"UPDATE {scope}_search SET words = 'nothing'",
            _ => sql,
        };
    }

    private async Task Execute(string sql)
    {
        // What is broken here no foreign key would let pass.
        await using var hold = await desk.Harness.Database.Writing.EnterBare(TestContext.Current.CancellationToken);
        if (desk.Harness.Database.IsSqlite) await Run(hold, "PRAGMA foreign_keys = OFF");
        Assert.NotEqual(0, await Run(hold, sql));
    }

    private static async Task<int> Run(WriteHold hold, string sql)
    {
        await using var command = hold.Connection.Statement(null, sql);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class ComparingRowByRowOnSqliteTests(PostgresServer postgres) : ComparingRowByRowTests(DatabaseProvider.Sqlite, postgres);

public sealed class ComparingRowByRowOnPostgresTests(PostgresServer postgres) : ComparingRowByRowTests(DatabaseProvider.Postgres, postgres);
