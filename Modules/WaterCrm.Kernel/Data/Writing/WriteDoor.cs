using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// The only way to a connection that may write. SQLite has one writer at a time: whoever comes waits at an asynchronous gate in the order of arrival,
/// so that no thread is blocked inside the database's own retries. Between processes on one file a turnstile sees to it that nobody is passed by.
/// PostgreSQL needs no gate.
/// </summary>
public sealed class WriteDoor(DatabaseProvider provider, string connectionString, TimeProvider clock, ILogger<WriteDoor> logger) : IAsyncDisposable
{
    /// <summary>A holder that keeps others waiting longer than this is named in the log.</summary>
    public static readonly TimeSpan LongHold = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Turnstile? turnstile = provider is DatabaseProvider.Sqlite ? new Turnstile(new SqliteConnectionStringBuilder(connectionString).DataSource) : null;
    private SqliteConnection? kept;
    private KeptStatements? statements;

    /// <summary>Waits for the turn, opens the transaction and gives it to the caller, who disposes it.</summary>
    /// <param name="holder">Who holds the gate, for the log.</param>
    /// <param name="token">Gives up waiting.</param>
    public async Task<WriteHold> Enter(string holder, CancellationToken token)
    {
        if (provider is DatabaseProvider.Postgres) return await EnterPostgres(token);

        await gate.WaitAsync(token);
        try
        {
            kept ??= OpenSqlite();
            using var next = await turnstile!.Enter(token);
            return new WriteHold(kept, kept.BeginTransaction(IsolationLevel.Serializable), Leave(holder)) { Statements = statements ??= new KeptStatements(kept) };
        }
        catch
        {
            Forget();
            gate.Release();
            throw;
        }
    }

    /// <summary>A write connection without a transaction, for those that make their own: migrations. The gate is held until it is disposed.</summary>
    public async Task<WriteHold> EnterBare(CancellationToken token)
    {
        if (provider is DatabaseProvider.Postgres)
        {
            var postgres = new NpgsqlConnection(connectionString);
            await postgres.OpenAsync(token);
            return new WriteHold(postgres, null, _ => postgres.DisposeAsync());
        }

        await gate.WaitAsync(token);
        try
        {
            kept ??= OpenSqlite();
            return new WriteHold(kept, null, Leave(null));
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        Forget();
        gate.Release();
    }

    private async Task<WriteHold> EnterPostgres(CancellationToken token)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(token);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, token);
            return new WriteHold(connection, transaction, _ => connection.DisposeAsync());
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private Func<bool, ValueTask> Leave(string? holder)
    {
        var since = clock.GetTimestamp();
        return clean =>
        {
            // A connection that failed half-way may still be inside its transaction: the next holder gets a new one.
            if (!clean) Forget();
            gate.Release();
            if (holder is not null && clock.GetElapsedTime(since) is var held && held > LongHold)
                logger.LogWarning("{Holder} held the write gate for {Milliseconds} ms", holder, (long)held.TotalMilliseconds);
            return ValueTask.CompletedTask;
        };
    }

    private SqliteConnection OpenSqlite()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            // A log of 8,000 pages of 4 KB: with the usual thousand, small commits in a row spend a quarter of their time on bringing it home.
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=8000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;";
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Forget()
    {
        statements?.Dispose();
        kept?.Dispose();
        (statements, kept) = (null, null);
    }
}

/// <summary>The write connection while it is held. Disposing without <see cref="Commit"/> rolls everything back.</summary>
public sealed class WriteHold(DbConnection connection, DbTransaction? transaction, Func<bool, ValueTask> leave) : IAsyncDisposable
{
    private bool left;

    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    /// <summary>Null where the connection is not kept, or was given without a transaction.</summary>
    internal KeptStatements? Statements { get; init; }

    public Task Commit(CancellationToken token) => transaction!.CommitAsync(token);

    public async ValueTask DisposeAsync()
    {
        if (left) return;

        left = true;
        var clean = false;
        try
        {
            // Disposing an open transaction rolls it back.
            if (transaction is not null) await transaction.DisposeAsync();
            clean = connection.State is ConnectionState.Open;
        }
        finally
        {
            await leave(clean);
        }
    }
}
