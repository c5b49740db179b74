using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>Somebody with a browser. Notes what a user would not see but must not happen: script errors, blocked content, calls to foreign hosts.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> troubles = [];
    private volatile bool siteIsAway;

    private Visitor(IBrowserContext context, IPage page, string site)
    {
        (Context, Page, Site) = (context, page, site);
        var home = new Uri(site).Authority;
        context.Console += (_, message) =>
        {
            if (message.Type == "error" && !Meant(message.Text)) troubles.Enqueue($"console: {message.Text}");
        };
        context.WebError += (_, error) => troubles.Enqueue($"script: {error.Error}");
        context.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" or "ws" or "wss" && url.Authority != home) troubles.Enqueue($"foreign host: {request.Url}");
        };
        context.Response += (_, response) =>
        {
            if (response.Status >= 500) troubles.Enqueue($"{response.Status}: {response.Url}");
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Address of the host whose pages are visited.</summary>
    public string Site { get; }

    public IReadOnlyCollection<string> Troubles => troubles;

    internal static async Task<Visitor> OpenAsync(IBrowserContext context, string site) => new(context, await context.NewPageAsync(), site);

    /// <summary>
    /// What the console calls an error and is none. A refused form answers 422 on purpose, and Chromium logs every such answer. htmx logs it when
    /// a later letter, or leaving the page, breaks off a look-up that is still under way: a slow server makes that likely. htmx tells of real
    /// failures by names of their own (responseError, sendError, swapError), which stay troubles.
    /// </summary>
    private bool Meant(string text) =>
        (siteIsAway && text.StartsWith("htmx:sendError", StringComparison.Ordinal))
        || text.StartsWith("Failed to load resource", StringComparison.Ordinal)
        || text.StartsWith("htmx:sendAbort", StringComparison.Ordinal) || text.StartsWith("htmx:afterRequest", StringComparison.Ordinal);

    /// <summary>Restarts the site, say, under the visitor's eyes. A look-up that finds nobody meanwhile (sendError) is what one expects.</summary>
    public async Task WhileSiteIsAwayAsync(Func<Task> restart)
    {
        siteIsAway = true;
        await restart();
        siteIsAway = false;
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
