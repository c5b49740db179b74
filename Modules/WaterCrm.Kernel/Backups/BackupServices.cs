using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Settings;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Backups;

internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSettings<BackupSettings>().AddScoped<PostgresPrograms>().AddScoped<ThisProgram>().AddScoped<BackupMaker>().AddScoped<Drill>()
        .AddVerb<BackupVerb>().AddVerb<RestoreVerb>().AddBackgroundTask<DailyBackup>().AddSystemCheck<BackupCheck>("backup");
}
