using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;

namespace WaterCrm.Tests.Messages.Log;

/// <summary>Rows as transports leave them.</summary>
internal static class MessageRows
{
    public static Task Stands(Database database, Guid id, MessageState state, string? failure = null) => Run(database,
        "UPDATE kernel_message SET \"State\" = @state, \"Failure\" = @failure WHERE \"Id\" = @id", ("@state", state), ("@failure", failure), ("@id", id));

    /// <summary>Of many days, channels and states; every tenth failed.</summary>
    public static async Task Fill(Database database, int count)
    {
        var (id, at) = database.IsSqlite ? ("randomblob(16)", "strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || (n % 300) || ' hours')") : ("gen_random_uuid()", "timestamptz '2026-01-01 00:00:00Z' + (n % 300) * interval '1 hour'");
        var rows = database.IsSqlite ? $"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count})" : $"WITH s AS (SELECT generate_series(1, {count}) AS n)";
        await Run(database,
            $"{rows} INSERT INTO kernel_message (\"Id\", \"Kind\", \"Purpose\", \"SubjectKind\", \"SubjectId\", \"Recipient\", \"Channel\", \"Address\", \"Domain\", \"Name\", \"CustomerId\", \"Topic\", \"Language\", \"Title\", \"Priority\", " +
            "\"State\", \"DueAt\", \"CreatedAt\", \"CreatedBy\", \"Tries\", \"Parts\") " +
            $"SELECT {id}, CASE WHEN n % 5 = 0 THEN 'complaints.answered' ELSE 'complaints.received' END, 'p' || n, 'complaint', {id}, 'email:a' || n || '@example.org', CASE WHEN n % 4 = 0 THEN 'sms' ELSE 'email' END, 'a' || n || '@example.org', 'example.org', 'Person ' || n, " +
            $"{id}, 'Service', 'vi', 'Title ' || n, 1, CASE WHEN n % 10 = 0 THEN 'Failed' ELSE 'Sent' END, {at}, {at}, 'test', 1, 1 FROM s");
        if (!database.IsSqlite) await Run(database, "ANALYZE kernel_message");
    }

    private static async Task Run(Database database, string statement, params (string, object?)[] values)
    {
        await using var hold = await database.Writing.Enter("test", TestContext.Current.CancellationToken);
        await hold.Execute(statement, TestContext.Current.CancellationToken, values);
        await hold.Commit(TestContext.Current.CancellationToken);
    }
}
