using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Backups;

/// <summary>What this program is, and whether it can read what another one has written.</summary>
internal sealed class ThisProgram(IServiceProvider services, IEnumerable<ModuleDatabase> databases, Database database, ILoggerFactory loggers)
{
    public static string Version => SystemHealthBook.Version;

    public IReadOnlyDictionary<string, string> Modules => services.GetService<ShellModules>() is { } on ? on.Modules.ToDictionary(m => m.Id, m => m.Manifest.Version) : new Dictionary<string, string>();

    /// <summary>Which part of the backup is of a newer version than this program; null where none is.</summary>
    public string? NewerPart(BackupManifest backup)
    {
        if (IsNewer(backup.Version, Version)) return $"the program has version {Number(Version)} and the backup {Number(backup.Version)}";
        foreach (var (id, version) in backup.Modules)
            if (Modules.GetValueOrDefault(id) is { } here && IsNewer(version, here)) return $"the module {id} has version {here} and the backup {version}";
        foreach (var module in databases)
        {
            if (!backup.Database.Migrations.TryGetValue(module.Prefix, out var last)) continue;
            using var context = module.ForMigration(database, loggers, null);
            if (!context.Database.GetMigrations().Contains(last)) return $"{module.Context.Assembly.GetName().Name} does not know the migration {last}";
        }

        return null;
    }

    /// <summary>Modules whose data the backup holds and that are not on here: it stays, and nobody sees it.</summary>
    public IReadOnlyList<string> Missing(BackupManifest backup) => Modules is { Count: > 0 } here ? [.. backup.Modules.Keys.Except(here.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)] : [];

    private static bool IsNewer(string one, string other) => System.Version.TryParse(Number(one), out var left) && System.Version.TryParse(Number(other), out var right) && left > right;

    /// <summary>Without what the build adds to it.</summary>
    private static string Number(string version) => version.Split('+', '-')[0];
}
