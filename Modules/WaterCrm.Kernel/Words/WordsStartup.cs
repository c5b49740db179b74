using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Kernel.Words;

/// <summary>First of all: what comes after it may already speak.</summary>
public sealed class WordsStartup : StartupBase
{
    public override int Order => -1000;

    public override void ConfigureServices(IServiceCollection services) => services.AddWords();

    // A broken file is named at start, not at the first page. The shell's request localization takes its languages from the options.
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider) => serviceProvider.GetRequiredService<WordBook>();
}
