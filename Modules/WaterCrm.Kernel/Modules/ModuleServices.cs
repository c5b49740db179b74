using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Modules;

internal static class ModuleServices
{
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddScoped<IModularTenantEvents, ModuleBook>().AddScoped<ShellChange>().AddScoped<BackupBeforeTables>().AddSingleton<PackageCheck>().AddSingleton<ModuleTables>().AddScoped<IShellFeaturesManager, FeaturesManager>()
        .AddPermissionProvider<ModulePermissions>().AddVerb<ModulesVerb>().AddNavigationProvider<ModulesMenu>().AddSystemCheck<ModulesCheck>("modules")
        .AddSingleton(provider => new ModuleNames(provider.GetRequiredService<WordBook>()))
        .AddSingleton(provider => new ModulesDesk(provider.GetRequiredService<ModuleCatalog>(), provider.GetRequiredService<ShellHost>(), provider.GetRequiredService<ShellSettings>(), provider.GetRequiredService<ShellPlan>(), provider.GetRequiredService<InstalledModules>(),
            provider.GetRequiredService<PageThemes>(), provider.GetRequiredService<ModuleNames>(), provider.GetRequiredService<IConfiguration>()));
}
