using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>What is in a database, by which a copy is compared with it.</summary>
/// <param name="Schema">The schema of the tables; null on SQLite.</param>
/// <param name="Migrations">The last migration of each module's tables, by their prefix.</param>
/// <param name="Rows">How many rows each table has.</param>
public sealed record DatabaseContents(string? Schema, IReadOnlyDictionary<string, string> Migrations, IReadOnlyDictionary<string, long> Rows)
{
    private const string History = "_migrations";

    /// <summary>Reads on a connection that sees one moment, so that all counts belong together.</summary>
    internal static DatabaseContents Of(DbConnection connection)
    {
        var tables = Tables(connection);
        var rows = tables.ToDictionary(t => t, t => long.Parse(Texts(connection, $"SELECT count(*) FROM \"{t}\"")[0], CultureInfo.InvariantCulture));
        var migrations = tables.Where(t => t.EndsWith(History, StringComparison.Ordinal) && rows[t] > 0).ToDictionary(t => t[..^History.Length], t => Texts(connection, $"SELECT max(\"MigrationId\") FROM \"{t}\"")[0]);
        return new DatabaseContents(connection is SqliteConnection ? null : Texts(connection, "SELECT coalesce(current_schema(), '')")[0], migrations, rows);
    }

    /// <summary>Those that hold data: what a search index keeps for itself is part of the file, and is checked with it.</summary>
    internal static List<string> Tables(DbConnection connection) => Texts(connection, connection is SqliteConnection
        ? "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename");

    /// <summary>The files that some record names, by their SHA-256.</summary>
    internal static List<string> Files(DbConnection connection, IEnumerable<string> tables) => tables.Contains("kernel_file") ? Texts(connection, "SELECT DISTINCT sha256 FROM kernel_file ORDER BY sha256") : [];

    internal static List<string> Texts(DbConnection connection, string sql)
    {
        using var query = connection.Statement(null, sql);
        query.CommandTimeout = 0;
        using var rows = query.ExecuteReader();
        List<string> found = [];
        while (rows.Read()) found.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture)!);
        return found;
    }

    /// <summary>In which tables another database has more or fewer rows; empty where it is like this one.</summary>
    internal IEnumerable<string> Differences(IReadOnlyDictionary<string, long> other) =>
        from table in Rows.Keys.Union(other.Keys).Order(StringComparer.Ordinal)
        let pair = (Here: Rows.GetValueOrDefault(table), There: other.GetValueOrDefault(table))
        where pair.Here != pair.There
        select $"{table} has {pair.There} rows instead of {pair.Here}";
}
