using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WaterCrm.Modularity.Web;

/// <summary>Refuses a body in another encoding. Browsers send UTF-8, and some encodings that a stranger may name make the form's reader throw.</summary>
internal sealed class OnlyUtf8(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return next(context);

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }
}
