using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Data;

/// <summary>Brings every module's tables up to date, one process at a time.</summary>
public sealed class Migrator(IEnumerable<ModuleDatabase> modules, Database database, ILoggerFactory loggers, TimeProvider clock, ILogger<Migrator> logger)
{
    // An index over millions of rows takes as long as it takes, and so does waiting for the host that makes it.
    private const int NoLimit = 0;

    // The same for every database that this process migrates, and slow to make: both need the whole model as it is designed.
    private static readonly ConcurrentDictionary<Type, bool> RunAhead = new();
    private static readonly ConcurrentDictionary<(Type Context, string Migration), IReadOnlyList<string>> Made = new();

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

                logger.LogInformation("Migrating the tables of {Module}", module.Prefix);
                try
                {
                    done.AddRange(await AllOrNone(module, context, pending, hold.Connection, tell, token));
                }
                catch (DbException failure)
                {
                    throw new ModuleLoadException(module.Context.Assembly.GetName().Name!, $"its tables could not be brought up to date, and are as they were: {failure.Message}", failure);
                }
            }

            Done = done;
        }
        finally
        {
            if (!database.IsSqlite) await Run(hold.Connection, $"SELECT pg_advisory_unlock({PostgresLock})", CancellationToken.None);
        }
    }

    /// <summary>
    /// All of a module's missing migrations in one transaction: the version before can go on with what a failing one leaves.
    /// EF itself commits after each, and leaves the first of three where the second fails.
    /// </summary>
    private async Task<List<MigrationStep>> AllOrNone(
        ModuleDatabase module, ModuleDbContext context, List<string> pending, DbConnection connection, Action<MigrationStep>? tell, CancellationToken token)
    {
        List<MigrationStep> done = [];
        await InOneTransaction(module, connection, token, async transaction =>
        {
            foreach (var (index, name) in pending.Index())
            {
                done.Add(new MigrationStep(module.Prefix, name, index + 1, pending.Count));
                tell?.Invoke(done[^1]);
                foreach (var statement in Made.GetOrAdd((context.GetType(), name), _ => [.. Statements(context, name)])) await Run(connection, statement, token, transaction);
            }

            if (RunAhead.GetOrAdd(context.GetType(), _ => context.GetService<IMigrationsAssembly>().ModelSnapshot is not null && context.Database.HasPendingModelChanges())) throw new ModuleLoadException(module.Context.Assembly.GetName().Name!, "its records have changed and no migration says how. Its author has to add one.");
        });
        return done;
    }

    private async Task InOneTransaction(ModuleDatabase module, DbConnection connection, CancellationToken token, Func<DbTransaction, Task> change)
    {
        // A table that is made anew would take with it what refers to it; SQLite asks for this to be set before the transaction, and to check at its end.
        if (database.IsSqlite) await Run(connection, "PRAGMA foreign_keys=OFF", token);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await change(transaction);
            if (database.IsSqlite && await BrokenReference(connection, transaction, token) is { } table)
                throw new ModuleLoadException(module.Context.Assembly.GetName().Name!, $"after its migrations rows of {table} would refer to rows that are not there. Its tables are as they were.");
            await transaction.CommitAsync(token);
        }
        finally
        {
            if (database.IsSqlite) await Run(connection, "PRAGMA foreign_keys=ON", CancellationToken.None);
        }
    }

    private static IEnumerable<string> Statements(ModuleDbContext context, string name, bool back = false)
    {
        var (assembly, history) = (context.GetService<IMigrationsAssembly>(), context.GetService<IHistoryRepository>());
        var migration = assembly.CreateMigration(assembly.Migrations[name], context.Database.ProviderName!);
        var model = Model(context, migration);
        if (back)
        {
            var before = assembly.Migrations.Where(m => string.CompareOrdinal(m.Key, name) < 0).Select(m => m.Value).LastOrDefault() is { } earlier ? Model(context, assembly.CreateMigration(earlier, context.Database.ProviderName!)) : null;
            return [.. context.GetService<IMigrationsSqlGenerator>().Generate(migration.DownOperations, before).Select(c => c.CommandText), history.GetDeleteScript(name)];
        }

        return
        [
            history.GetCreateIfNotExistsScript(),
            .. context.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations, model).Select(c => c.CommandText),
            history.GetInsertScript(new HistoryRow(name, model.GetProductVersion() ?? "")),
        ];
    }

    private static IModel Model(ModuleDbContext context, Migration migration) =>
        context.GetService<IModelRuntimeInitializer>().Initialize((migration.TargetModel as IMutableModel)?.FinalizeModel() ?? migration.TargetModel, designTime: true, validationLogger: null);

    private static async Task<string?> BrokenReference(DbConnection connection, DbTransaction transaction, CancellationToken token)
    {
        await using var check = connection.Statement(transaction, "PRAGMA foreign_key_check");
        return await check.ExecuteScalarAsync(token) as string;
    }

    /// <summary>
    /// Undoes what the last run did to the tables of a module, all or nothing: its new version failed after its migrations, and the one of before goes on.
    /// What a migration removed comes back empty; the backup from before it has that.
    /// </summary>
    public async Task TakeBack(string module, CancellationToken token)
    {
        await using var hold = await database.Writing.EnterBare(token);
        foreach (var one in modules.Where(m => m.Context.Assembly.GetName().Name == module))
        {
            List<string> made = [.. Done.Where(s => s.Module == one.Prefix).Select(s => s.Name).Reverse()];
            if (made.Count == 0) continue;
            await using var context = one.ForMigration(database, loggers, hold);
            await InOneTransaction(one, hold.Connection, token, async transaction =>
            {
                foreach (var statement in made.SelectMany(name => Statements(context, name, back: true))) await Run(hold.Connection, statement, token, transaction);
            });
            logger.LogWarning("Took back {Count} migrations of {Module}", made.Count, one.Prefix);
        }
    }

    /// <summary>Whether tables of a module that stand in the database have migrations to come: what an upgrade is going to change.</summary>
    public async Task<bool> Ahead(string module, CancellationToken token)
    {
        await using var hold = await database.Writing.EnterBare(token);
        foreach (var one in modules.Where(m => m.Context.Assembly.GetName().Name == module))
        {
            await using var context = one.ForMigration(database, loggers, hold);
            if (!await context.GetService<IHistoryRepository>().ExistsAsync(token)) continue;
            var applied = await context.Database.GetAppliedMigrationsAsync(token);
            if (applied.Any() && context.Database.GetMigrations().Except(applied).Any()) return true;
        }

        return false;
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

    private static async Task<int> Run(DbConnection connection, string sql, CancellationToken token, DbTransaction? transaction = null)
    {
        await using var command = connection.Statement(transaction, sql);
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
