using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>Makes a backup where the tables of a module are about to change.</summary>
internal sealed class BackupBeforeTables(IServiceProvider services, IConfiguration configuration, Trial trial)
{
    /// <param name="candidate">The shell whose migrations are to come.</param>
    /// <param name="modules">Those that come on, or come in another version.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>Where the backup is; null where no table changes.</returns>
    /// <exception cref="BackupRefusedException">None could be made.</exception>
    public async Task<string?> Make(ShellCandidate candidate, IEnumerable<string> modules, CancellationToken token)
    {
        if (trial.Is) return null;   // a copy already
        await using var there = candidate.Shell.Services.CreateAsyncScope();
        var migrator = there.ServiceProvider.GetRequiredService<Migrator>();
        foreach (var module in modules.Distinct())
            if (await migrator.Ahead(module, token)) return (await services.GetRequiredService<BackupMaker>().Make(BackupFolder.Of(configuration), isDaily: false, tell: null, token)).Path;
        return null;
    }
}
