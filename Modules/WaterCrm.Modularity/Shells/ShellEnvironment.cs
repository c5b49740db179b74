using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Modularity.Shells;

/// <summary>The host's environment, with the modules' files as web root: so that asp-append-version finds what it hashes.</summary>
internal sealed class ShellEnvironment(IWebHostEnvironment host, ShellModules modules) : IWebHostEnvironment
{
    public string ApplicationName { get; set; } = host.ApplicationName;
    public string EnvironmentName { get; set; } = host.EnvironmentName;
    public string ContentRootPath { get; set; } = host.ContentRootPath;
    public IFileProvider ContentRootFileProvider { get; set; } = host.ContentRootFileProvider;
    public string WebRootPath { get; set; } = "";
    public IFileProvider WebRootFileProvider { get; set; } = new ModuleWebFiles(modules);
}
