using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>Writes into the headers of each answer which route it is of and which views it was drawn with, so that the browser knows what it looks at.</summary>
internal sealed class DrawnViews(IRazorPageActivator activator) : IRazorPageActivator
{
    public const string Views = "x-drawn-views";
    public const string Route = "x-drawn-route";

    public static void Note(IServiceCollection services) =>
        services.AddSingleton<IRazorPageActivator>(provider => new DrawnViews(ActivatorUtilities.CreateInstance<RazorPageActivator>(provider)));

    public void Activate(IRazorPage page, ViewContext context)
    {
        activator.Activate(page, context);
        var http = context.HttpContext;
        if (http.Response.HasStarted) return;

        http.Response.Headers[Views] = $"{http.Response.Headers[Views]}|{page.Path}";
        if (http.GetEndpoint() is RouteEndpoint endpoint && HttpMethods.IsGet(http.Request.Method)) http.Response.Headers[Route] = endpoint.RoutePattern.RawText;
    }
}
