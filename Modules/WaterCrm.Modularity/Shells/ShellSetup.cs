using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Modularity.Shells;

/// <summary>How a host takes up the shell.</summary>
public static class ShellSetup
{
    public static IServiceCollection AddShell(this IServiceCollection services, ShellSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton(settings);
        services.AddSingleton<ITaskLeases, TaskLeasesOfThisProcess>();
        services.AddSingleton<ITaskLog, LastRuns>();
        services.AddSingleton(new InstalledModules(settings.InstalledPath));
        services.AddSingleton<IFeatureSwitches, NoSwitches>();
        services.AddSingleton<ShellHost>();
        services.AddHostedService(s => s.GetRequiredService<ShellHost>());
        services.AddSingleton<BackgroundTaskRunner>();
        services.AddHostedService(s => s.GetRequiredService<BackgroundTaskRunner>());
        services.AddHostedService<ShellWatch>();
        return services;
    }

    /// <summary>Adds services to every shell, after those of the modules.</summary>
    public static IServiceCollection ConfigureShell(this IServiceCollection services, Action<IServiceProvider, IServiceCollection> configure) =>
        services.AddSingleton(new ShellServices(configure));

    /// <summary>Hands every request to the current shell.</summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app)
    {
        var shells = app.ApplicationServices.GetRequiredService<ShellHost>();
        app.Run(shells.InvokeAsync);
        return app;
    }
}
