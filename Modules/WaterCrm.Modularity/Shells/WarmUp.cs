using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Modularity.Shells;

/// <summary>Asks a shell for a page as a stranger would, before anybody else does.</summary>
internal static class WarmUp
{
    public static async Task AskAsync(Shell shell, string path, CancellationToken token)
    {
        await using var scope = shell.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = token };
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (HttpMethods.Get, "http", new HostString("localhost"), path);
        context.Request.Headers.Accept = "text/html";
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Response.Body = Stream.Null;
        await shell.Pipeline(context);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            throw new ModuleLoadException(shell.Features[^1].Module.Id, $"the page {path} answered {context.Response.StatusCode}. The log says why.");
    }
}
