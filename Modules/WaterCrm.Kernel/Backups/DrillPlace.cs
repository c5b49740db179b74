using Npgsql;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>A database of a drill's own. On PostgreSQL it is made beside the real one and dropped afterwards.</summary>
internal sealed class DrillPlace(string connection, Func<ValueTask>? remove = null) : IAsyncDisposable
{
    private const string Mark = "made by a WaterCrm drill";

    public string Connection => connection;

    public ValueTask DisposeAsync() => remove?.Invoke() ?? ValueTask.CompletedTask;

    public static async Task<DrillPlace> OnPostgres(string real, CancellationToken token)
    {
        var name = new NpgsqlConnectionStringBuilder(real).Database + "_drill";
        try
        {
            await using var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(real) { Pooling = false, CommandTimeout = 0 }.ToString());
            await opened.OpenAsync(token);
            if (await Said(opened, name, token) is { } comment)
            {
                if (comment != Mark) throw new BackupRefusedException($"There is a database {name} that no drill has made. The drill needs this name: rename that database.");
                await Run(opened, $"DROP DATABASE \"{name}\" WITH (FORCE)", token);   // of one that was killed
            }

            await Run(opened, $"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'", token);
            await Run(opened, $"COMMENT ON DATABASE \"{name}\" IS '{Mark}'", token);
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new BackupRefusedException($"A drill makes a database {name} for itself, and the user may not. Let them once: ALTER ROLE {new NpgsqlConnectionStringBuilder(real).Username} CREATEDB", denied);
        }

        return new DrillPlace(new NpgsqlConnectionStringBuilder(real) { Database = name, Pooling = false }.ToString(), async () =>
        {
            await using var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(real) { Pooling = false, CommandTimeout = 0 }.ToString());
            await opened.OpenAsync();
            await Run(opened, $"DROP DATABASE \"{name}\" WITH (FORCE)", CancellationToken.None);
        });
    }

    /// <summary>What stands beside the database of this name; null where there is none.</summary>
    private static async Task<string?> Said(NpgsqlConnection opened, string name, CancellationToken token)
    {
        await using var query = opened.Statement(null, "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = @name", ("@name", name));
        return (string?)await query.ExecuteScalarAsync(token);
    }

    private static async Task Run(NpgsqlConnection opened, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, opened);
        await command.ExecuteNonQueryAsync(token);
    }
}
