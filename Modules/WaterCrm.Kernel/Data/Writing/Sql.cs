using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace WaterCrm.Kernel.Data;

/// <summary>Statements written by hand, with the same parameter types on both databases.</summary>
public static class Sql
{
    public static async Task<int> Execute(this WriteHold hold, string sql, CancellationToken token, params (string Name, object? Value)[] values)
    {
        if (hold.Statements?.Of(hold.Transaction, sql, values) is { } kept) return await kept.ExecuteNonQueryAsync(token);
        await using var command = hold.Connection.Statement(hold.Transaction, sql, values);
        return await command.ExecuteNonQueryAsync(token);
    }

    public static async Task<T?> Scalar<T>(this WriteHold hold, string sql, CancellationToken token, params (string Name, object? Value)[] values)
    {
        await using var command = hold.Connection.Statement(hold.Transaction, sql, values);
        return (T?)await command.ExecuteScalarAsync(token);
    }

    /// <summary>A statement with its values bound; ids are BLOBs in network order on SQLite.</summary>
    public static DbCommand Statement(this DbConnection connection, DbTransaction? transaction, string sql, params (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = Bound(connection, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>An id, whatever this database keeps it as.</summary>
    public static Guid Id(this DbDataReader row, int column) =>
        row is SqliteDataReader ? new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true) : row.GetGuid(column);

    /// <summary>A time in UTC, saying so.</summary>
    public static DateTime Utc(this DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    /// <summary>The value as this database stores it.</summary>
    public static object Bound(DbConnection connection, object? value) => value switch
    {
        null => DBNull.Value,
        Guid id when connection is SqliteConnection => id.ToByteArray(bigEndian: true),
        Enum label => label.ToString(),
        _ => value,
    };
}
