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
        services.AddSingleton<ShellHost>();
        services.AddHostedService(s => s.GetRequiredService<ShellHost>());
        services.AddSingleton<BackgroundTaskRunner>();
        services.AddHostedService(s => s.GetRequiredService<BackgroundTaskRunner>());
        return services;
    }

    /// <summary>Singletons of which there is one, however often the shell is rebuilt: the host makes them, every shell is given them.</summary>
    public static IServiceCollection AddOnceForAllShells(this IServiceCollection services, Action<IServiceCollection> add)
    {
        var once = new ServiceCollection();
        add(once);
        foreach (var service in once) services.TryAdd(service);
        return services.ConfigureShell((host, shell) =>
        {
            foreach (var type in once.Select(s => s.ServiceType)) shell.AddSingleton(type, host.GetRequiredService(type));
        });
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
