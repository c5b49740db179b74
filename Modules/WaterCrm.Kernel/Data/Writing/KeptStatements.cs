using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// The statements of one connection that were run before, read and planned already. Whoever writes twenty thousand rows by the same statement
/// saves a third of its time. Only one holds the connection, and none of these leaves a reader open, so nobody meets one in use.
/// </summary>
internal sealed class KeptStatements(SqliteConnection connection) : IDisposable
{
    // Statements are written by hand and are few; what puts numbers into its words would fill the memory.
    private const int Most = 200;

    private readonly Dictionary<string, SqliteCommand> known = new(StringComparer.Ordinal);

    /// <summary>The statement with these values; null where it is not worth keeping.</summary>
    public DbCommand? Of(DbTransaction? transaction, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (known.TryGetValue(sql, out var command) && command.Parameters.Count == values.Length)
        {
            command.Transaction = (SqliteTransaction?)transaction;
            for (var i = 0; i < values.Length; i++) (command.Parameters[i].ParameterName, command.Parameters[i].Value) = (values[i].Name, Sql.Bound(connection, values[i].Value));
            return command;
        }

        if (command is not null || known.Count >= Most) return null;
        known[sql] = command = (SqliteCommand)connection.Statement(transaction, sql, values.ToArray());
        return command;
    }

    public void Dispose()
    {
        foreach (var command in known.Values) command.Dispose();
    }
}
