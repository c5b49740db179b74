using System.Data;
using Npgsql;

namespace WaterCrm.Kernel.Trials;

/// <summary>
/// The trial's tables lie in a schema of their own in the same database, and the trial's connections know no other schema: a name that is not there leads nowhere.
/// All names are those of the real tables, so that a later version migrates the copy like the original.
/// </summary>
internal static class TrialOfPostgres
{
    public const string Schema = "watercrm_trial";

    public static string ConnectionString(string real) => new NpgsqlConnectionStringBuilder(real) { SearchPath = Schema }.ToString();

    /// <summary>One transaction: as the data stood at one moment, and whole or not at all.</summary>
    public static void Copy(string real)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(real) { Pooling = false, CommandTimeout = 0 }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        var from = Rows(connection, "SELECT current_schema()")[0][0];
        var tables = Rows(connection, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename").ConvertAll(t => t[0]);
        if (tables.Count == 0) throw new TrialRefusedException($"There is no data in {connection.Database} to make a trial of.");

        // Read while the real schema is the one that is meant: then they name tables without it.
        var constraints = Rows(connection, """
            SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND k.contype IN ('p', 'u', 'c', 'f') ORDER BY k.contype = 'f', c.relname, k.conname
            """);
        var indexes = Rows(connection, """
            SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) ORDER BY i.indexrelid
            """);
        var counters = Rows(connection, "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'");

        Run(connection, $"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        Run(connection, $"CREATE SCHEMA {Schema}");
        Run(connection, $"SET LOCAL search_path TO {Schema}");
        foreach (var table in tables)
        {
            Run(connection, $"CREATE TABLE \"{table}\" (LIKE \"{from}\".\"{table}\" INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING GENERATED INCLUDING STORAGE)");
            Run(connection, $"INSERT INTO \"{table}\" OVERRIDING SYSTEM VALUE SELECT * FROM \"{from}\".\"{table}\"");
        }

        foreach (var index in indexes) Run(connection, WithoutSchema(index[0], from));
        foreach (var constraint in constraints) Run(connection, $"ALTER TABLE \"{constraint[0]}\" ADD CONSTRAINT \"{constraint[1]}\" {constraint[2]}");
        foreach (var counter in counters)
            Run(connection, $"SELECT setval(pg_get_serial_sequence('{Schema}.\"{counter[0]}\"', '{counter[1]}'), coalesce((SELECT max(\"{counter[1]}\") FROM \"{counter[0]}\"), 0) + 1, false)");
        transaction.Commit();
    }

    /// <summary>An index is always told with the schema of its table.</summary>
    private static string WithoutSchema(string index, string schema)
    {
        foreach (var name in new[] { schema, $"\"{schema}\"" }) index = index.Replace($" ON {name}.", " ON ", StringComparison.Ordinal).Replace($" ON ONLY {name}.", " ON ", StringComparison.Ordinal);
        return index;
    }

    private static List<string[]> Rows(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var rows = command.ExecuteReader();
        List<string[]> found = [];
        while (rows.Read()) found.Add([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)]);
        return found;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
