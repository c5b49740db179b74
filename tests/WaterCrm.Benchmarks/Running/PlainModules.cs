using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Modularity;

namespace WaterCrm.Benchmarks.Running;

/// <summary>The same modules referenced by a host of a few lines: their services, controllers, views and tables, and nothing that comes or goes.</summary>
internal static class PlainModules
{
    public const string Word = "serve-plain";

    public static async Task<int> ServeAsync(string data, string url)
    {
        Directory.CreateDirectory(data);
        var builder = WebApplication.CreateBuilder(["--urls", url, "--AppData", data]);
        builder.Logging.ClearProviders();
        builder.Services.AddHostData(data);
        Assembly[] modules = [typeof(Kernel.Startup).Assembly, typeof(Customers.Startup).Assembly, typeof(Sops.Startup).Assembly, typeof(Complaints.Startup).Assembly];
        var startups = modules.SelectMany(m => m.GetTypes()).Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IStartup))).Select(t => (IStartup)Activator.CreateInstance(t)!);
        foreach (var startup in startups.OrderBy(s => s.Order)) startup.ConfigureServices(builder.Services);
        var parts = new ApplicationPartManager();
        foreach (var module in modules.Concat(Themes()))
        {
            parts.ApplicationParts.Add(new AssemblyPart(module));
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(module));
        }

        builder.Services.AddSingleton(parts).AddSingleton<IModuleFiles>(new Folders());
        builder.Services.AddControllersWithViews();
        builder.Services.AddRazorComponents();
        builder.Services.AddHealthChecks();

        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/health/live", () => "Healthy").AllowAnonymous();
        await app.Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
        _ = ((IEndpointRouteBuilder)app).DataSources.Sum(s => s.Endpoints.Count);   // the shell finds every action before it serves
        await app.RunAsync();
        return 0;
    }

    private static IEnumerable<Assembly> Themes() =>
        new[] { "WaterCrm.StaffTheme", "WaterCrm.PublicTheme" }.Select(id => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "modules", id, id + ".dll")));

    private sealed class Folders : IModuleFiles
    {
        public IEnumerable<(string ModuleId, IFileProvider Files)> All { get; } =
            [.. Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "modules")).Select(folder => (Path.GetFileName(folder), (IFileProvider)new PhysicalFileProvider(folder)))];
    }
}
