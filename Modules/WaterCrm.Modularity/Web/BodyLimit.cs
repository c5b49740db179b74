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
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { MaxRequestBodySize: { } limit } size) await next(context);
        else if (context.Request.ContentLength is not { } length) await CountAsync(context, size, limit);
        else if (length <= limit) await next(context);
        else await RefuseAsync(context, size, length, limit);
    }

    private static async Task RefuseAsync(HttpContext context, IHttpMaxRequestBodySizeFeature size, long length, long limit)
    {
        Say(context, limit);
        if (length > ReadAway || size.IsReadOnly) return;
        size.MaxRequestBodySize = length;
        await ThrowAwayAsync(context.Request.Body, context.RequestAborted);
    }

    /// <summary>What comes in pieces says nowhere how much it will be.</summary>
    private async Task CountAsync(HttpContext context, IHttpMaxRequestBodySizeFeature size, long limit)
    {
        if (size.IsReadOnly || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            await next(context);
            return;
        }

        size.MaxRequestBodySize = ReadAway + limit;
        var sent = context.Request.Body;
        context.Request.Body = new LimitedStream(sent, limit);
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(new Counted { MaxRequestBodySize = limit });
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            Say(context, limit);
            await ThrowAwayAsync(sent, context.RequestAborted);
        }
        finally
        {
            context.Request.Body = sent;
            context.Features.Set(size);
        }
    }

    private static void Say(HttpContext context, long limit)
    {
        context.Features.Set(new Unreadable(UnreadableCause.TooLarge, limit));
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
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
        catch (BadHttpRequestException)
        {
            // It does not end. The connection does.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Keeps MVC, which sets an action's limit once more, from ending the connection before everything was read.</summary>
    private sealed class Counted : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;
        public long? MaxRequestBodySize { get; set; }
    }
}
