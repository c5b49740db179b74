using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Modularity.Shells;

/// <summary>The way of a request through a shell.</summary>
internal static class ShellPipeline
{
    public static RequestDelegate Build(IServiceProvider services, ShellModules modules, IReadOnlyList<FeatureStartup> startups)
    {
        var app = new ApplicationBuilder(services);
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorPages>();
        app.UseModuleFiles(services);
        app.UseRouting();
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<OnlyText>();
        if (services.GetService<IAuthenticationSchemeProvider>() is not null) app.UseAuthentication();
        app.UseAuthorization();
        app.UseEndpoints(routes =>
        {
            routes.MapHealth();
            foreach (var startup in startups) startup.Run("Configure", s => s.Configure(app, routes, services));
            routes.MapModules(modules);
        });
        var pipeline = app.Build();
        _ = services.GetRequiredService<EndpointDataSource>().Endpoints.Count;   // every action is found now; a route that cannot be made stops the start
        return pipeline;
    }
}
