using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Modularity.Security;
using WaterCrm.Modularity.Verbs;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Modularity.Shells;

/// <summary>Makes a shell out of modules: all services, all middleware, all routes, before the first request sees any of it.</summary>
internal sealed class ShellBuilder(IServiceProvider host, ShellSettings settings, ModuleCatalog catalog, ShellPlan plan)
{
    public async Task<Shell> BuildAsync()
    {
        var features = FeatureOrder.Of(catalog.Modules, new FeatureChoice(settings, plan));
        var startups = StartupOrder.Of(features, host);
        var modules = new ShellModules(features);

        var services = new ServiceCollection();
        AddHostServices(services);
        AddShellServices(services, modules);
        foreach (var startup in startups) startup.Run("ConfigureServices", s => s.ConfigureServices(services));
        if (host.GetService<IDataProtectionProvider>() is { } keys) services.AddSingleton(keys);   // last, so that cookies outlive this shell
        foreach (var more in host.GetServices<ShellServices>()) more.Configure(host, services);

        var strict = host.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = strict, ValidateOnBuild = strict });
        try
        {
            await provider.GetRequiredService<PermissionCatalog>().LoadAsync(provider);
            var pipeline = ShellPipeline.Build(provider, modules, startups);
            await PolicyCheck.EveryPolicyIsKnownAsync(provider);
            return new Shell(provider, pipeline, features, catalog, plan);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>As instances, because what a container makes it also disposes, and these outlive the shell.</summary>
    private void AddHostServices(IServiceCollection services)
    {
        Share<IConfiguration>();
        Share<IHostEnvironment>();
        Share<IHostApplicationLifetime>();
        Share<IServer>();
        Share<ILoggerFactory>();
        Share<TimeProvider>();
        Share<DiagnosticListener>();
        Share<DiagnosticSource>();
        Share<ActivitySource>();
        Share<IMeterFactory>();
        Share<ShellHost>();
        Share<BackgroundTaskRunner>();
        services.AddSingleton(host.GetService<AskedVerb>() ?? new AskedVerb(null));
        Share<InstalledModules>();
        services.AddSingleton(catalog);
        services.AddSingleton(plan);
        services.AddSingleton(settings);
        services.AddSingleton<ShellRetiring>();
        services.Add(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));

        void Share<T>() where T : class
        {
            if (host.GetService<T>() is { } instance) services.AddSingleton(instance);
        }
    }

    private void AddShellServices(IServiceCollection services, ShellModules modules)
    {
        services.AddOptions();
        services.AddHttpContextAccessor();
        services.AddSingleton(modules);
        services.AddSingleton<IModuleFiles>(modules);
        services.AddSingleton<IWebHostEnvironment>(new ShellEnvironment(host.GetRequiredService<IWebHostEnvironment>(), modules));
        services.AddModuleMvc(modules);
        services.AddPermissions();
        services.AddScoped<INavigationManager, NavigationManager>();
        services.AddHealthChecks();
        services.AddSingleton(host.GetRequiredService<ITaskLeases>());
        services.AddSingleton(host.GetRequiredService<ITaskLog>());
    }
}

/// <summary>Services the host adds to every shell, after the modules': what it alone can give, and what a test replaces.</summary>
public sealed record ShellServices(Action<IServiceProvider, IServiceCollection> Configure);
