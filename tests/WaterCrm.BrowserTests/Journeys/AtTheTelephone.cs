using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

public sealed class AtTheTelephone(Browser browser, ITestOutputHelper output)
{
    [Fact]
    public async Task A_complaint_is_taken_without_the_mouse_in_less_than_thirty_seconds()
    {
        await using var site = await Site.StartAsync();
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Care staff");
        await using var visitor = await browser.VisitAsync(site.Address);
        await visitor.SignInAsync("mai");
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await page.GotoAsync("/staff");
        await site.RestartAsync();   // between two calls

        var time = Stopwatch.StartNew();
        await keys.PressAsync("n");
        await page.WaitForURLAsync("**/staff/complaints/new");
        await Typed(keys, "0912 345 678");                 // the cursor stands in the caller's field
        await keys.PressAsync("Tab");                      // past Look up
        await keys.PressAsync("Tab");
        await Typed(keys, "no w");                         // the list of kinds grows short
        await keys.PressAsync("Enter");                    // the first that is left; the cursor goes on to the place
        await Typed(keys, "12 Lê Lợi");
        await keys.PressAsync("Tab");
        await Typed(keys, "Dry since this morning, the whole house, the neighbours too.");
        await keys.PressAsync("Control+Enter");
        await page.WaitForURLAsync("**/recorded");
        time.Stop();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Taken at the telephone in {time.Elapsed.TotalSeconds:0.0} s."));
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await Assertions.Expect(page.Locator(".number-big")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^C-\d{4}-000001$"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("No water, 12 Lê Lợi");
        await keys.PressAsync("n");
        await page.WaitForURLAsync("**/staff/complaints/new");   // the next call
        Assert.Empty(visitor.Troubles);
    }

    /// <summary>As fast as a trained clerk: five keys a second.</summary>
    private static Task Typed(IKeyboard keys, string text) => keys.TypeAsync(text, new KeyboardTypeOptions { Delay = 200 });
}
