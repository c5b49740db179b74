using Microsoft.Playwright;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>Pictures of a page for people to look at, in artifacts/screenshots.</summary>
public static class Pictures
{
    private static readonly string[] Languages = ["en", "vi", "zh-Hans"];
    private static readonly int[] Widths = [360, 1280];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>
    /// Opens <paramref name="path"/> in the three languages (as somebody who has chosen them), on a phone and a desk, light and dark: twelve pictures.
    /// Fails when the page is wider than the phone, which makes people scroll sideways.
    /// </summary>
    public static async Task TakeAsync(this Visitor visitor, string path, string name)
    {
        var page = visitor.Page;
        foreach (var language in Languages)
        {
            await visitor.Context.AddCookiesAsync([new Cookie { Name = Kernel.Words.Languages.Cookie, Value = language, Url = visitor.Site }]);
            foreach (var scheme in Schemes)
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await page.GotoAsync(path);   // anew: a page whose colours change under it keeps some of the old ones
                foreach (var width in Widths)
                {
                    await page.SetViewportSizeAsync(width, width < 600 ? 740 : 900);
                    await page.ScreenshotAsync(new PageScreenshotOptions
                    {
                        Path = Repository.PathOf("artifacts", "screenshots", $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}-{language}.png"),
                        FullPage = true,
                    });
                    await FitsAsync(page, width, $"{path} in {language}");
                }
            }
        }
        await visitor.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = Kernel.Words.Languages.Cookie });
    }

    /// <summary>What stands on the screen just now and cannot be asked for again, such as a refused form: on a phone and a desk.</summary>
    public static async Task NowAsync(this Visitor visitor, string name)
    {
        await visitor.Page.WaitForLoadStateAsync();
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        foreach (var width in Widths)
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 900);
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Repository.PathOf("artifacts", "screenshots", $"{name}-{width}-now.png"), FullPage = true });
            await FitsAsync(visitor.Page, width, name);
        }
    }

    private static async Task FitsAsync(IPage page, int width, string what)
    {
        var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(needed <= width, $"{what} needs {needed} px on a screen of {width} px.");
    }
}
