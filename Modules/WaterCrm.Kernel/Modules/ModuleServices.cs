using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

internal static class ModuleServices
{
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddScoped<IModularTenantEvents, ModuleBook>().AddScoped<ShellChange>().AddScoped<FeatureDesk>().AddScoped<IShellFeaturesManager>(provider => provider.GetRequiredService<FeatureDesk>())
        .AddPermissionProvider<ModulePermissions>();
}
