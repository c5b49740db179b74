using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Words.Terms;

namespace WaterCrm.Kernel.Words;

/// <summary>First of all: what comes after it may already speak.</summary>
public sealed class WordsStartup : StartupBase
{
    public override int Order => -1000;

    public override void ConfigureServices(IServiceCollection services) => services.AddWords().AddPermissionProvider<WordsPermissions>().AddNavigationProvider<WordsMenu>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        serviceProvider.GetRequiredService<WordBook>();   // a broken file is named at start, not at the first page
        app.UseRequestLocalization();
    }
}
