using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Data;

/// <summary>Brings every module's tables up to date, one process at a time.</summary>
public sealed class Migrator(IEnumerable<ModuleDatabase> modules, Database database, ILoggerFactory loggers, TimeProvider clock, ILogger<Migrator> logger)
{
    // An index over millions of rows takes as long as it takes, and so does waiting for the host that makes it.
    private const int NoLimit = 0;

    // Any number will do; all hosts of one database must use the same.
    internal const long PostgresLock = 0x57617465724372;

    /// <summary>What the last run did, in its order.</summary>
    public IReadOnlyList<MigrationStep> Done { get; private set; } = [];

    /// <param name="token">Gives up.</param>
    /// <param name="tell">Hears of each migration before it begins.</param>
    public async Task Migrate(CancellationToken token, Action<MigrationStep>? tell = null)
    {
        await using var alone = await Alone(token);
        await using var hold = await database.Writing.EnterBare(token);
        if (!database.IsSqlite) await Run(hold.Connection, $"SELECT pg_advisory_lock({PostgresLock})", token);
        try
        {
            await ForgetKilledMigration(hold.Connection, token);
            List<MigrationStep> done = [];
            foreach (var module in modules)
            {
                await using var context = module.ForMigration(database, loggers, hold);
                // On PostgreSQL EF asks for the history by reading it, and calls it an error where there is none yet: nobody's first start should look like one.
                if (!database.IsSqlite) await Run(hold.Connection, context.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), token);
                // EF would ask for its own lock and a transaction on every start; most starts have nothing to do.
                var (known, applied) = (context.Database.GetMigrations().ToList(), await context.Database.GetAppliedMigrationsAsync(token));
                List<string> pending = [.. known.Except(applied)];
                if (applied.Except(known).LastOrDefault() is { } later) throw new ModuleLoadException(module.Context.Assembly.GetName().Name!, $"its tables in {database.Where} were made by a newer version ({later}). Install that version, or restore the backup from before it.");
                if (pending.Count == 0) continue;

                context.Database.SetCommandTimeout(NoLimit);
                logger.LogInformation("Migrating the tables of {Module}", module.Prefix);
                foreach (var (index, name) in pending.Index())
                {
                    done.Add(new MigrationStep(module.Prefix, name, index + 1, pending.Count));
                    tell?.Invoke(done[^1]);
                    await context.GetService<IMigrator>().MigrateAsync(index + 1 < pending.Count ? name : null, token);   // the last one asks EF also whether the model has run ahead
                }
            }

            Done = done;
        }
        finally
        {
            if (!database.IsSqlite) await Run(hold.Connection, $"SELECT pg_advisory_unlock({PostgresLock})", CancellationToken.None);
        }
    }

    /// <summary>EF leaves a row behind when it is killed while migrating, and waits for ever for it. We hold our own lock, so the row is nobody's.</summary>
    private async Task ForgetKilledMigration(DbConnection connection, CancellationToken token)
    {
        if (!database.IsSqlite) return;   // there EF locks the history table, and the lock ends with its connection

        await using var exists = connection.Statement(null, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'");
        if (await exists.ExecuteScalarAsync(token) is 0L) return;
        var rows = await Run(connection, "DELETE FROM \"__EFMigrationsLock\"", token);
        if (rows > 0) logger.LogWarning("Removed the lock of a migration that was killed");
    }

    /// <summary>Several processes on one SQLite file: a lock file beside it, freed by the system when its holder dies.</summary>
    private async Task<IAsyncDisposable?> Alone(CancellationToken token)
    {
        if (database.SqliteFile is not { } file) return null;

        while (true)
        {
            if (TryAlone(file) is { } alone) return alone;
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, token);
        }
    }

    /// <summary>Null where another process makes or migrates this SQLite database.</summary>
    internal static FileStream? TryAlone(string file)
    {
        try
        {
            return new FileStream($"{file}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<int> Run(DbConnection connection, string sql, CancellationToken token)
    {
        await using var command = connection.Statement(null, sql);
        command.CommandTimeout = NoLimit;
        return await command.ExecuteNonQueryAsync(token);
    }
}

/// <summary>One migration of a module's tables.</summary>
/// <param name="Module">The prefix of the module's tables.</param>
/// <param name="Name">Of the migration.</param>
/// <param name="Number">Which of those that were missing.</param>
/// <param name="Of">How many were.</param>
public sealed record MigrationStep(string Module, string Name, int Number, int Of);
