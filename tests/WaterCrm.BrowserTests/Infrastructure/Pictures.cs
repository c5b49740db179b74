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
    /// Opens <paramref name="path"/> in the three languages (by Accept-Language: a visitor who chose a language keeps it), on a phone and a desk,
    /// light and dark: twelve pictures. Fails when the page is wider than the phone, which makes people scroll sideways.
    /// </summary>
    public static async Task TakeAsync(this Visitor visitor, string path, string name)
    {
        var page = visitor.Page;
        foreach (var language in Languages)
        {
            await visitor.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Accept-Language"] = language });
            await page.GotoAsync(path);
            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 740 : 900);
                foreach (var scheme in Schemes)
                {
                    await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                    await page.ScreenshotAsync(new PageScreenshotOptions
                    {
                        Path = Repository.PathOf("artifacts", "screenshots", $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}-{language}.png"),
                        FullPage = true,
                    });
                }
                var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                Assert.True(needed <= width, $"{path} in {language} needs {needed} px on a screen of {width} px.");
            }
        }
        await visitor.Context.SetExtraHTTPHeadersAsync([]);
    }
}
