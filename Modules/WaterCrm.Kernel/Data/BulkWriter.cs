using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// Writes many rows past EF: prepared statements on SQLite, COPY on PostgreSQL. It works in chunks that hold the write gate for a short while only,
/// so that people at their desks do not notice an import.
/// </summary>
public sealed class BulkWriter(Database database, TimeProvider clock)
{
    /// <summary>After this long a chunk takes no more rows; committing brings it to at most 150 ms.</summary>
    public static readonly TimeSpan ChunkTime = TimeSpan.FromMilliseconds(90);

    /// <summary>
    /// Lets <paramref name="write"/> put rows until it says there are no more. Each chunk is one transaction, closed by <paramref name="closing"/>,
    /// which is the place to note how far the work has come.
    /// </summary>
    /// <param name="holder">Who writes, for the log. Chunks of the same name are written one after the other, on PostgreSQL too: two imports of the
    /// same kind take the same number series and ids, each in the order of its own file.</param>
    /// <param name="write">Writes the next row; false when there is none.</param>
    /// <param name="closing">Runs inside each chunk's transaction, after its rows.</param>
    /// <param name="token">Stops between two chunks; what was committed stays.</param>
    /// <param name="committed">Runs when a chunk is in the database for good.</param>
    public async Task Run(string holder, Func<BulkChunk, ValueTask<bool>> write, Func<BulkChunk, CancellationToken, Task> closing, CancellationToken token, Action? committed = null)
    {
        for (var more = true; more;)
        {
            token.ThrowIfCancellationRequested();
            more = await RunChunk(holder, write, closing, token);
            committed?.Invoke();
        }
    }

    private async Task<bool> RunChunk(string holder, Func<BulkChunk, ValueTask<bool>> write, Func<BulkChunk, CancellationToken, Task> closing, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter(holder, token);
        await using var chunk = new BulkChunk(hold, database.IsSqlite);
        if (!database.IsSqlite) await hold.Execute("SELECT pg_advisory_xact_lock(hashtextextended(@holder, 0))", token, ("@holder", holder));
        var since = clock.GetTimestamp();
        var more = true;
        while (more && clock.GetElapsedTime(since) < ChunkTime) more = await write(chunk);
        await chunk.Flush(token);
        await closing(chunk, token);
        await hold.Commit(CancellationToken.None);
        return more;
    }
}

/// <summary>A table that rows are put into, and the order of the values.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns with the type PostgreSQL's COPY needs.</param>
public sealed record BulkTable(string Name, params BulkColumn[] Columns)
{
    internal string InsertStatement { get; } =
        $"INSERT INTO {Name} ({string.Join(", ", Columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))})";

    internal string CopyStatement { get; } = $"COPY {Name} ({string.Join(", ", Columns.Select(c => $"\"{c.Name}\""))}) FROM STDIN (FORMAT BINARY)";
}

public sealed record BulkColumn(string Name, NpgsqlDbType Type);

/// <summary>The rows of one transaction.</summary>
public sealed class BulkChunk(WriteHold hold, bool sqlite) : IAsyncDisposable
{
    private readonly Dictionary<BulkTable, DbCommand> statements = [];
    private readonly Dictionary<BulkTable, List<object?[]>> waiting = [];
    private readonly List<Func<CancellationToken, Task>> last = [];

    /// <summary>For what the rows need to ask or note besides themselves, in the same transaction.</summary>
    public WriteHold Hold => hold;

    /// <summary>Does something when all rows of the chunk are in, before it is committed.</summary>
    public void AtEnd(Func<CancellationToken, Task> work) => last.Add(work);

    /// <summary>Adds a row; values in the order of the table's columns.</summary>
    public void Add(BulkTable table, params object?[] values)
    {
        if (sqlite) Insert(table, values);
        else if (waiting.TryGetValue(table, out var rows)) rows.Add(values);
        else waiting[table] = [values];
    }

    internal async Task Flush(CancellationToken token)
    {
        foreach (var (table, rows) in waiting)
        {
            await using var copy = await ((NpgsqlConnection)hold.Connection).BeginBinaryImportAsync(table.CopyStatement, token);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(token);
                for (var i = 0; i < row.Length; i++)
                {
                    if (row[i] is null) await copy.WriteNullAsync(token);
                    else await copy.WriteAsync(Sql.Bound(hold.Connection, row[i]), table.Columns[i].Type, token);
                }
            }

            await copy.CompleteAsync(token);
        }

        waiting.Clear();
        foreach (var work in last) await work(token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in statements.Values) await statement.DisposeAsync();
    }

    private void Insert(BulkTable table, object?[] values)
    {
        if (!statements.TryGetValue(table, out var statement))
        {
            statement = hold.Connection.Statement(hold.Transaction, table.InsertStatement, [.. table.Columns.Select((_, i) => ($"@p{i}", (object?)null))]);
            statement.Prepare();
            statements[table] = statement;
        }

        for (var i = 0; i < values.Length; i++) ((SqliteParameter)statement.Parameters[i]).Value = Sql.Bound(hold.Connection, values[i]);
        statement.ExecuteNonQuery();
    }
}
