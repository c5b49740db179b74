using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace WaterCrm.Modularity.Web;

/// <summary>What the browser may do with our pages: nothing from elsewhere, nothing inline, no frame around us.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        Apply(context.Response);
        context.Response.OnStarting(MayBeGoneBackTo, context);
        return next(context);
    }

    /// <summary>
    /// The proof in a form forbids every cache to keep the page, and a browser that must not keep a page forgets what was typed into it: Back would
    /// show an empty form. It may keep it for this one reader, but on pages that say themselves that nothing of them may stay behind.
    /// </summary>
    private static Task MayBeGoneBackTo(object asked)
    {
        var context = (HttpContext)asked;
        var headers = context.Response.Headers;
        if (headers.CacheControl == "no-cache, no-store" && context.GetEndpoint()?.Metadata.GetMetadata<ResponseCacheAttribute>() is not { NoStore: true })
        {
            headers.CacheControl = "no-cache, private";
            headers.Remove("Pragma");
        }

        return Task.CompletedTask;
    }

    public static void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
