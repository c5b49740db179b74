using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Data;

/// <summary>A module's context as the migrator and the health page know it. Without a hold it can only be asked what it is.</summary>
public sealed record ModuleDatabase(string Prefix, Type Context, Func<Database, ILoggerFactory, WriteHold?, ModuleDbContext> ForMigration);

public static class ModuleDatabaseServices
{
    /// <summary>
    /// Registers a module's context: the abstract model and one derived context per database.
    /// Each keeps its migrations in <c>{prefix}_migrations</c>.
    /// </summary>
    /// <param name="services">The shell's services.</param>
    /// <param name="prefix">What every table of the module begins with.</param>
    public static IServiceCollection AddModuleDatabase<TContext, TSqlite, TPostgres>(this IServiceCollection services, string prefix)
        where TContext : ModuleDbContext
        where TSqlite : TContext
        where TPostgres : TContext
    {
        services.AddSingleton(new ModuleDatabase(prefix, typeof(TContext), (database, loggers, hold) =>
            database.IsSqlite ? New<TSqlite>(Options<TSqlite>(database, prefix, loggers, hold)) : New<TPostgres>(Options<TPostgres>(database, prefix, loggers, hold))));

        var sqlite = new Reading<TSqlite>(prefix);
        var postgres = new Reading<TPostgres>(prefix);
        return services.AddScoped(provider =>
        {
            var command = provider.GetRequiredService<CommandScope>();
            var database = provider.GetRequiredService<Database>();
            var loggers = provider.GetRequiredService<ILoggerFactory>();
            if (command.Hold is not { } hold)
            {
                TContext reader = database.IsSqlite ? sqlite.Open(database, loggers) : postgres.Open(database, loggers);
                reader.Command = command;
                return reader;
            }

            TContext writer = database.IsSqlite
                ? New<TSqlite>(Options<TSqlite>(database, prefix, loggers, hold))
                : New<TPostgres>(Options<TPostgres>(database, prefix, loggers, hold));
            writer.Command = command;
            writer.Database.UseTransaction(hold.Transaction);
            return writer;
        });
    }

    /// <summary>
    /// The options must hash alike in every shell, else each rebuild makes EF build all models again:
    /// one logger factory for the host, no interceptors of the shell.
    /// </summary>
    internal static DbContextOptions<T> Options<T>(Database database, string prefix, ILoggerFactory loggers, WriteHold? hold) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>().UseLoggerFactory(loggers)
            .UseQueryTrackingBehavior(hold is null ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll);
        var history = $"{prefix}_migrations";
        if (database.IsSqlite)
        {
            if (hold is null) options.UseSqlite(database.ReadConnectionString, o => o.MigrationsHistoryTable(history));
            else options.UseSqlite(hold.Connection, o => o.MigrationsHistoryTable(history));
        }
        else if (hold is null)
        {
            options.UseNpgsql(database.ReadConnectionString, o => o.MigrationsHistoryTable(history));
        }
        else
        {
            options.UseNpgsql(hold.Connection, o => o.MigrationsHistoryTable(history));
        }

        return options.Options;
    }

    /// <summary>
    /// The options of readers are made once, and after the first reader they carry the model:
    /// EF would search the assembly for a compiled one at each context of each page.
    /// </summary>
    private sealed class Reading<T>(string prefix) where T : DbContext
    {
        private volatile DbContextOptions<T>? options;

        public T Open(Database database, ILoggerFactory loggers)
        {
            if (options is { } known) return New(known);

            var first = New(Options<T>(database, prefix, loggers, hold: null));
            options = new DbContextOptionsBuilder<T>(Options<T>(database, prefix, loggers, hold: null)).UseModel(first.Model).Options;
            return first;
        }
    }

    private static T New<T>(DbContextOptions<T> options) where T : DbContext => Factory<T>.Create(options);

    private static class Factory<T> where T : DbContext
    {
        private static readonly ObjectFactory<T> Made = ActivatorUtilities.CreateFactory<T>([typeof(DbContextOptions<T>)]);

        public static T Create(DbContextOptions<T> options) => Made(NoServices.Instance, [options]);
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
