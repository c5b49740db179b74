using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Refuses a query that is no text and a body in another encoding than UTF-8. Browsers send UTF-8, and some encodings that a stranger may name make
/// the form's reader throw.
/// </summary>
internal sealed class OnlyText(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsUtf8(context.Request.ContentType)) return Refuse(context, StatusCodes.Status415UnsupportedMediaType);

        return PercentText.IsText(context.Request.QueryString.Value) ? next(context) : Refuse(context, StatusCodes.Status400BadRequest);
    }

    private static Task Refuse(HttpContext context, int code)
    {
        context.Features.Set(new Unreadable(UnreadableCause.BrokenText));
        context.Response.StatusCode = code;
        return Task.CompletedTask;
    }

    private static bool IsUtf8(string? contentType) => !MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue ||
        HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
