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
    private const string First = "/";

    /// <param name="shell">The new one.</param>
    /// <param name="wanted">Routes that somebody has asked for: what nobody wants need not be made in advance.</param>
    /// <param name="token">Gives up.</param>
    public static async Task AskAllAsync(Shell shell, IReadOnlySet<string> wanted, CancellationToken token)
    {
        foreach (var path in PublicPages(shell).Where(path => path == First || wanted.Contains(path))) await AskAsync(shell, path, token);
    }

    public static string? PathOf(Endpoint page) => page is RouteEndpoint { RoutePattern: { Parameters.Count: 0, RawText: { } pattern } } && page.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "/" + pattern.TrimStart('/') : null;

    /// <summary>What everybody may open without saying more: the pages that most people ask for, and all at once when a shell is new.</summary>
    private static IEnumerable<string> PublicPages(Shell shell) =>
        shell.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get))
            .Select(PathOf).OfType<string>().Distinct();

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
