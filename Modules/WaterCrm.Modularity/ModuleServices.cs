using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Modularity.Security;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Modularity;

/// <summary>Registrations that nearly every module's Startup makes.</summary>
public static class ModuleServices
{
    public static IServiceCollection AddPermissionProvider<T>(this IServiceCollection services) where T : class, IPermissionProvider =>
        services.AddScoped<IPermissionProvider, T>();

    public static IServiceCollection AddNavigationProvider<T>(this IServiceCollection services) where T : class, INavigationProvider =>
        services.AddScoped<INavigationProvider, T>();

    public static IServiceCollection AddBackgroundTask<T>(this IServiceCollection services) where T : class, IBackgroundTask =>
        services.AddSingleton<IBackgroundTask, T>();

    public static IServiceCollection AddVerb<T>(this IServiceCollection services) where T : class, IVerb =>
        services.AddScoped<IVerb, T>();
}
