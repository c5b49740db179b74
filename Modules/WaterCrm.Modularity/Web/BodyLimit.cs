using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Refuses a body over the limit of the server or of the action with a page that says so. A browser shows the page only after it has sent
/// everything, so what it sends is read and thrown away, as far as that is bearable.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    private const long ReadAway = 128 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length ||
            context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { MaxRequestBodySize: { } limit } size || length <= limit)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        if (length > ReadAway || size.IsReadOnly) return;
        size.MaxRequestBodySize = length;
        await ThrowAwayAsync(context.Request.Body, context.RequestAborted);
    }

    private static async Task ThrowAwayAsync(Stream body, CancellationToken token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await body.ReadAsync(buffer, token) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
