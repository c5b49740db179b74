using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Browser))]

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>One Chromium for all tests, started when the first asks; each visitor is a browser profile of its own.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly SemaphoreSlim gate = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why there can be no browser here; null when there can.</summary>
    public static string? Missing { get; } = File.Exists(Chromium) ? null : $"Chromium is not installed ({Chromium}).";

    /// <param name="site">Address of the running host; pages may then be named by path alone.</param>
    /// <param name="language">What the visitor's browser asks for: en, vi or zh-Hans.</param>
    /// <param name="width">360 is the phone every page must work on.</param>
    public async Task<Visitor> VisitAsync(string site, string language = "en", int width = 1280, bool dark = false, bool javaScript = true)
    {
        Needs.Met(Missing);
        var context = await (await StartAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site,
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        return await Visitor.OpenAsync(context, site);
    }

    private async Task<IBrowser> StartAsync()
    {
        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                // No sandbox: build servers run as root. No background traffic: a test sees only what the pages do.
                Args =
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                ],
            });
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
