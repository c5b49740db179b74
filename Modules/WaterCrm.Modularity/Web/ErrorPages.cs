using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Turns a failure or a bare status code into something the caller can read: the page /error/{code} in its theme for a person, problem+json for a program.
/// Nobody outside learns more than a number under which the log tells the whole story.
/// </summary>
internal sealed class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            StartAgain(context, e);
        }

        if (IsBareError(context.Response)) await AnswerAsync(context);
    }

    private static bool IsBareError(HttpResponse response) =>
        !response.HasStarted && response.StatusCode is >= 400 and < 600 && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private void StartAgain(HttpContext context, Exception e)
    {
        var code = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        // The pattern, not the address: tracking codes and one-time links stand in addresses.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
        if (code >= 500) log.LogError(e, "{Method} {Route} failed; told the caller number {Number}", context.Request.Method, route, Number(context));

        context.Response.Clear();
        SecurityHeaders.Apply(context.Response);
        context.Response.StatusCode = code;
        context.Response.Headers.CacheControl = "no-store";
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var code = context.Response.StatusCode;
        if (IsPerson(context.Request))
        {
            if (await ShowPageAsync(context, code)) return;
            context.Response.StatusCode = code;
            await context.Response.WriteAsync($"{code} {ReasonPhrases.GetReasonPhrase(code)}\n{Number(context)}\n", context.RequestAborted);
            return;
        }

        await context.Response.WriteAsJsonAsync(
            new { title = ReasonPhrases.GetReasonPhrase(code), status = code, traceId = Number(context) },
            options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    private static bool IsPerson(HttpRequest request) =>
        !CallersFor.Programs(request.Path) &&
        (request.Headers.Accept.ToString() is not { Length: > 0 } accept || accept.Contains("html", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal));

    /// <summary>The page is asked for with GET and without a body, whatever failed: the body may be what could not be read.</summary>
    private async Task<bool> ShowPageAsync(HttpContext context, int code)
    {
        var request = context.Request;
        var asked = (request.Path, request.QueryString, request.Method, request.Body, request.ContentType, request.ContentLength);
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPath = asked.Path,
            OriginalPathBase = request.PathBase,
            OriginalQueryString = asked.QueryString.Value,
        });
        context.SetEndpoint(null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
        context.Features.Set<IFormFeature>(null);
        (request.Path, request.QueryString, request.Method) = ($"/error/{code}", QueryString.Empty, HttpMethods.Get);
        (request.Body, request.ContentType, request.ContentLength) = (Stream.Null, null, null);
        try
        {
            await next(context);
            return context.Response.HasStarted || !string.IsNullOrEmpty(context.Response.ContentType);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "The page for error {Code} failed itself", code);
            context.Response.Clear();
            SecurityHeaders.Apply(context.Response);
            return false;
        }
        finally
        {
            (request.Path, request.QueryString, request.Method, request.Body, request.ContentType, request.ContentLength) = asked;
        }
    }

    private static string Number(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
