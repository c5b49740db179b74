using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WaterCrm.Kernel.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>
/// The one database of the host. Reading and writing are two doors: read connections refuse to write,
/// and a write connection is had only from <see cref="Writing"/>.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    public Database(DatabaseProvider provider, string connectionString, TimeProvider clock, ILogger<WriteDoor> logger)
    {
        Provider = provider;
        (ReadConnectionString, var write) = provider is DatabaseProvider.Sqlite ? SqliteDoors(connectionString) : PostgresDoors(connectionString);
        Writing = new WriteDoor(provider, write, clock, logger);
    }

    public DatabaseProvider Provider { get; }

    public bool IsSqlite => Provider is DatabaseProvider.Sqlite;

    public string ReadConnectionString { get; }

    /// <summary>The database's file; null on PostgreSQL.</summary>
    public string? SqliteFile => IsSqlite ? new SqliteConnectionStringBuilder(ReadConnectionString).DataSource : null;

    /// <summary>Where it is, for people: the file, or database and server. No password.</summary>
    public string Where => SqliteFile ?? (new NpgsqlConnectionStringBuilder(ReadConnectionString) is var postgres ? $"the database {postgres.Database} on {postgres.Host}" : "");

    public WriteDoor Writing { get; }

    /// <summary>Reads <c>Database:Provider</c> (Sqlite or Postgres) and <c>Database:ConnectionString</c>; by default a file in the data folder.</summary>
    public static Database From(IConfiguration configuration, string appData, TimeProvider clock, ILogger<WriteDoor> logger)
    {
        var name = configuration["Database:Provider"] is { Length: > 0 } given ? given : nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new StartRefusedException($"Database:Provider is '{name}'; it must be Sqlite or Postgres.", StartRefusedException.WrongUse);

        var connection = configuration["Database:ConnectionString"];
        if (string.IsNullOrWhiteSpace(connection))
        {
            if (provider is DatabaseProvider.Postgres) throw new StartRefusedException("Database:ConnectionString is missing; PostgreSQL needs one.", StartRefusedException.WrongUse);
            Directory.CreateDirectory(appData);
            connection = $"Data Source={Path.Combine(appData, "watercrm.db")}";
        }

        return new Database(provider, connection, clock, logger);
    }

    public DbConnection NewReadConnection() =>
        IsSqlite ? new SqliteConnection(ReadConnectionString) : new NpgsqlConnection(ReadConnectionString);

    public ValueTask DisposeAsync() => Writing.DisposeAsync();

    private static (string Read, string Write) SqliteDoors(string connectionString) => (
        new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly }.ToString(),
        new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());

    private static (string Read, string Write) PostgresDoors(string connectionString) => (
        // What the operator sets, such as a schema, holds for both doors.
        new NpgsqlConnectionStringBuilder(connectionString) { Options = $"{new NpgsqlConnectionStringBuilder(connectionString).Options} -c default_transaction_read_only=on".Trim() }.ToString(),
        connectionString);
}
