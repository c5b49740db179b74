using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace WaterCrm.Kernel.Files;

/// <summary>Gives modules the folder of files, unless the host has handed over its own.</summary>
public sealed class FilesStartup : StartupBase
{
    public override int Order => -900;

    public override void ConfigureServices(IServiceCollection services) =>
        services.TryAddSingleton(provider => new FileStore(Folder(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()), provider.GetRequiredService<TimeProvider>()));

    private static string Folder(IConfiguration configuration, IHostEnvironment host) =>
        Path.Combine(Path.GetFullPath(configuration["AppData"] ?? "App_Data", host.ContentRootPath), "files");
}
