using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Modularity.Shells;

/// <summary>Asks a shell for its pages as a stranger would, before anybody else does.</summary>
internal static class WarmUp
{
    public static async Task AskAllAsync(Shell shell, CancellationToken token)
    {
        foreach (var path in PublicPages(shell)) await AskAsync(shell, path, token);
    }

    /// <summary>What everybody may open without saying more: the pages that most people ask for, and all at once when a shell is new.</summary>
    private static IEnumerable<string> PublicPages(Shell shell) =>
        shell.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.RoutePattern.Parameters.Count == 0
                && e.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct();

    private static async Task AskAsync(Shell shell, string path, CancellationToken token)
    {
        await using var scope = shell.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = token };
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (HttpMethods.Get, "http", new HostString("localhost"), path);
        context.Request.Headers.Accept = "text/html";
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Response.Body = Stream.Null;
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        await shell.Pipeline(context);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            throw new ModuleLoadException(shell.Features[^1].Module.Id, $"the page {path} answered {context.Response.StatusCode}. The log says why.");
    }
}
