using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

public sealed class ChoosingALanguage(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chosen_language_stays_on_the_page_and_for_the_next_visit(bool javaScript)
    {
        await using var site = await Site.StartAsync();
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Care staff");
        await using var visitor = await browser.VisitAsync(site.Address, "vi", 360, javaScript: javaScript);
        var page = visitor.Page;
        await page.GotoAsync("/report");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "vi");

        await page.GetByRole(AriaRole.Button, new() { Name = "简体中文" }).ClickAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        Assert.EndsWith("/report", page.Url);
        await site.RestartAsync();
        await visitor.SignInAsync("mai");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Today");
        Assert.Empty(visitor.Troubles);
    }
}
