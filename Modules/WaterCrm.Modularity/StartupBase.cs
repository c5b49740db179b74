using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Modularity;

/// <summary>What a module adds to the shell: services first, then middleware and routes.</summary>
public interface IStartup
{
    /// <summary>Dependencies run first; among equals the lower order does.</summary>
    int Order { get; }

    void ConfigureServices(IServiceCollection services);

    void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider);
}

/// <inheritdoc cref="IStartup"/>
public abstract class StartupBase : IStartup
{
    public virtual int Order => 0;

    public virtual void ConfigureServices(IServiceCollection services)
    {
    }

    public virtual void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
    }
}
