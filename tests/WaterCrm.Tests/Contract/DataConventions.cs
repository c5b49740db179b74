using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Settings;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.ModuleContract;

/// <summary>What the rows and files of modules rely on beside the code, asked of the code that makes them. A line a convention, for each database.</summary>
internal static class DataConventions
{
    /// <summary>Tables that several processes, perhaps of two versions, and the rows of modules depend on. Who the people are is the kernel's own business.</summary>
    public static readonly string[] SharedTables = ["kernel_outbox", "kernel_inbox", "kernel_audit", "kernel_number", "kernel_lease", "kernel_setting", "kernel_file", "kernel_job", "kernel_task_history"];

    private static readonly DateTime Moment = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly Guid KnownId = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    public static IEnumerable<string> All() => new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres }.SelectMany(Of).Concat(Common());

    /// <summary>A table's columns as the model of EF has them.</summary>
    public static IEnumerable<string> Columns(IEntityType table, string prefix)
    {
        foreach (var property in table.GetProperties())
        {
            var text = $"{prefix}.{property.GetColumnName()} | {property.GetColumnType()}{(property.IsNullable ? "" : " not null")}";
            if (property.GetCollation() is { } collation) text += $" collate {collation}";
            if (property.IsPrimaryKey()) text += " key";
            if (property.IsConcurrencyToken) text += " counted";
            if (property.ValueGenerated is not ValueGenerated.Never) text += " made by the database";
            yield return text;
        }

        foreach (var index in table.GetIndexes().Where(i => i.IsUnique)) yield return $"{prefix} | unique {string.Join(", ", index.Properties.Select(p => p.GetColumnName()))}";
    }

    private static IEnumerable<string> Of(DatabaseProvider provider)
    {
        var name = provider.ToString();
        using var kernel = Open<KernelDbContext, SqliteKernelDbContext, PostgresKernelDbContext>(provider, "kernel");
        foreach (var table in ModelOf(kernel).GetEntityTypes().Where(t => SharedTables.Contains(t.GetTableName()))) foreach (var line in Columns(table, $"{name} {table.GetTableName()}")) yield return line;

        var odd = ModelOf(kernel).GetEntityTypes().Select(t => t.GetTableName()).Where(t => t?.StartsWith("kernel_", StringComparison.Ordinal) == false).ToList();
        yield return $"{name} tables of the module 'kernel' without its prefix | {(odd.Count == 0 ? "none" : string.Join(", ", odd))}";

        using var probe = Open<ProbeDbContext, SqliteProbeDbContext, PostgresProbeDbContext>(provider, "probe");
        var record = ModelOf(probe).GetEntityTypes().Single();
        foreach (var line in Columns(record, $"{name} a module's record")) yield return line;
        foreach (var line in Values(record, new Probe { Kind = ProbeKind.Second, At = Moment, Day = DateOnly.FromDateTime(Moment), Amount = 12.5m, Flag = true, Other = KnownId }))
            yield return $"{name} a module's record, {line}";
        var history = probe.GetService<IHistoryRepository>().GetCreateScript();
        yield return $"{name} a module's migrations | {string.Join(' ', history.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";

        var search = new MigrationBuilder($"{(provider is DatabaseProvider.Sqlite ? "Microsoft" : "Npgsql")}.EntityFrameworkCore.{(provider is DatabaseProvider.Sqlite ? "Sqlite" : "PostgreSQL")}");
        search.CreateSearchTables("probe_thing");
        foreach (var sql in search.Operations.Cast<SqlOperation>()) yield return $"{name} search of probe_thing | {sql.Sql}";
    }

    /// <summary>What a value is in the database.</summary>
    private static IEnumerable<string> Values(IEntityType record, Probe probe) =>
        new[] { nameof(Probe.Other), nameof(Probe.Kind), nameof(Probe.At), nameof(Probe.Day), nameof(Probe.Amount), nameof(Probe.Flag) }.Select(property => record.FindProperty(property)!)
            .Select(p => (Property: p, Value: p.PropertyInfo!.GetValue(probe)!)).Select(p => FormattableString.Invariant($"{p.Property.Name} {p.Value} | {p.Property.GetRelationalTypeMapping().GenerateSqlLiteral(p.Value)}"));

    /// <summary>As migrations see it: the model that is used for queries has forgotten some of it.</summary>
    private static IModel ModelOf(ModuleDbContext context) => context.GetService<IDesignTimeModel>().Model;

    private static IEnumerable<string> Common()
    {
        yield return $"number C of 2026, 123 | {Numbers.Format("C", 2026, 123)}";
        yield return $"event in the outbox | {JsonSerializer.Serialize(new Probed { OccurredAt = Moment, What = KnownId, Kind = ProbeKind.Second }, EventRegistry.Json)}";
        yield return $"data folder | {DataFolder.Files}";
        yield return $"data folder | {DataFolder.Keys}";
        yield return $"data folder | {Path.GetRelativePath("App_Data", JobWorker.FolderOf(new ConfigurationBuilder().Build(), KnownId)).Replace('\\', '/')}";
        foreach (var folder in DataFolder.NoData) yield return $"data folder, no data | {folder}";
        foreach (var folder in ModuleFolders()) yield return $"module folder | {folder}";
    }

    /// <summary>What a build lays beside the assembly of a module.</summary>
    private static IEnumerable<string> ModuleFolders() =>
        XDocument.Load(Repository.PathOf("Modules/Directory.Build.targets")).Descendants("_ModuleSource").Single().Attribute("Include")!.Value.Split(';');

    private static ModuleDbContext Open<TContext, TSqlite, TPostgres>(DatabaseProvider provider, string prefix)
        where TContext : ModuleDbContext
        where TSqlite : TContext
        where TPostgres : TContext
    {
        var module = (ModuleDatabase)new ServiceCollection().AddModuleDatabase<TContext, TSqlite, TPostgres>(prefix).Single(s => s.ServiceType == typeof(ModuleDatabase)).ImplementationInstance!;
        var nowhere = new Database(provider, provider is DatabaseProvider.Sqlite ? "Data Source=nowhere.db" : "Host=nowhere", TimeProvider.System, NullLogger<WriteDoor>.Instance);
        return module.ForMigration(nowhere, NullLoggerFactory.Instance, null);
    }
}

internal enum ProbeKind
{
    First,
    Second,
}

[EventName("probe.probed")]
internal sealed record Probed : IntegrationEvent
{
    public override Guid Subject => What;
    public required Guid What { get; init; }
    public required ProbeKind Kind { get; init; }
}

/// <summary>One property of each sort that modules keep.</summary>
internal sealed class Probe : Entity
{
    public Guid? Other { get; init; }
    public string Text { get; init; } = "";
    public string SortKey { get; init; } = "";
    public ProbeKind Kind { get; init; }
    public DateTime At { get; init; }
    public DateOnly Day { get; init; }
    public long Money { get; init; }
    public decimal Amount { get; init; }
    public bool Flag { get; init; }
    public byte[] Bytes { get; init; } = [];
}

internal abstract class ProbeDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Probe>().ToTable("probe_thing").Property(p => p.SortKey).IsSortKey();
        Conventions(modelBuilder);
    }
}

internal sealed class SqliteProbeDbContext(DbContextOptions<SqliteProbeDbContext> options) : ProbeDbContext(options);

internal sealed class PostgresProbeDbContext(DbContextOptions<PostgresProbeDbContext> options) : ProbeDbContext(options);
