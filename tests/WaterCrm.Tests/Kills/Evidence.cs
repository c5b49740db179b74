using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Tests.Kills;

/// <summary>What an invariant looks at: the database as it lies there, the ledger of what was promised, and the host's data folder.</summary>
internal sealed class Evidence(DbConnection connection, DatabaseProvider provider, string connectionString, Ledger ledger, string appData) : IAsyncDisposable
{
    public DatabaseProvider Provider => provider;

    public bool IsSqlite => provider is DatabaseProvider.Sqlite;

    public string ConnectionString => connectionString;

    public Ledger Ledger => ledger;

    public string AppData => appData;

    public static async Task<Evidence> Open(DatabaseProvider provider, string connectionString, Ledger ledger, string appData)
    {
        DbConnection connection = provider is DatabaseProvider.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new Evidence(connection, provider, connectionString, ledger, appData);
    }

    /// <summary>What a query finds, one line a row. Most invariants are queries for what must not be.</summary>
    public List<string> Find(string sql) => [.. Rows(sql).Select(row => string.Join(" | ", row.Select(Text)))];

    public IEnumerable<object?[]> Rows(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return [.. row.Select(cell => cell is DBNull ? null : cell is byte[] { Length: 16 } id ? new Guid(id, bigEndian: true) : cell)];
        }
    }

    public HashSet<T> Set<T>(string sql) => [.. Rows(sql).Select(row => (T)row[0]!)];

    public Dictionary<TKey, TValue> Map<TKey, TValue>(string sql) where TKey : notnull => Rows(sql).ToDictionary(row => (TKey)row[0]!, row => (TValue)row[1]!);

    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Text(object? cell) => cell switch { null => "nothing", byte[] bytes => Convert.ToHexString(bytes), _ => Convert.ToString(cell, CultureInfo.InvariantCulture)! };
}
