using Microsoft.AspNetCore.Http;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Answers HEAD as GET would be answered (RFC 9110, 9.3.2): whoever checks links or watches the site gets the same status and headers.
/// Pages need not know; the server knows what was asked and sends no body.
/// </summary>
internal sealed class HeadAsGet(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}
