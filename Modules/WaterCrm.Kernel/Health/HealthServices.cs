using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Health;

public static class HealthServices
{
    internal static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSettings<HealthSettings>().AddSingleton<WriteProbe>().AddSingleton<LoggedErrors>().AddScoped<SystemHealthBook>().AddKernelDeepChecks().AddScoped<DeepDoctor>().AddVerb<DoctorVerb>()
        .AddSystemCheck<DatabaseCheck>("database").AddSystemCheck<OutboxCheck>("outbox").AddSystemCheck<TasksCheck>("tasks").AddSystemCheck<DiskCheck>("disk").AddSystemCheck<LogCheck>("log").AddSystemCheck<ThemesCheck>("themes")
        .AddPermissionProvider<HealthPermissions>().AddNavigationProvider<HealthMenu>();

    /// <summary>Adds a check to the health page, <c>/health/ready</c> and the command <c>doctor</c>.</summary>
    public static IServiceCollection AddSystemCheck<T>(this IServiceCollection services, string name) where T : class, ISystemCheck
    {
        services.AddScoped<ISystemCheck, T>().AddScoped<T>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(name, provider => new SystemHealth(provider.GetRequiredService<T>()), null, null));
        return services;
    }
}

/// <summary>Who sees how the system fares.</summary>
public sealed class HealthPermissions : IPermissionProvider
{
    public static readonly Permission RunTasks = new("System.RunTasks", "Run background tasks now");
    public static readonly Permission View = new("System.View", "See how the system fares: health and background tasks", [RunTasks, DeliveryPermissions.Manage]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([View, RunTasks]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
}

internal sealed class HealthMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Health"], "97", health => health.Id("health").Url("~/staff/admin/health").Permission(HealthPermissions.View).AddClass("bi-heart-pulse"));
        builder.Add(S["Background tasks"], "98", tasks => tasks.Id("tasks-admin").Url("~/staff/admin/tasks").Permission(HealthPermissions.View).AddClass("bi-clock-history"));
        return ValueTask.CompletedTask;
    }
}
