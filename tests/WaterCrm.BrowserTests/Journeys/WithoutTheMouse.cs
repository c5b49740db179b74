using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

public sealed class WithoutTheMouse(Browser browser)
{
    [Fact]
    public async Task Slash_searches_g_goes_j_and_k_walk_and_the_question_mark_tells_all_that()
    {
        var clock = new FakeTime();
        await using var site = await Site.StartAsync(clock);
        await site.AddPersonAsync("Phạm Thu Hà", "ha", "Head of customer care");
        await using var visitor = await browser.VisitAsync(site.Address);
        await visitor.SignInAsync("ha");
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);

        foreach (var place in new[] { "12 Lê Lợi", "30 Trần Phú" })
        {
            await page.GotoAsync("/staff/complaints/new");
            clock.Advance(TimeSpan.FromSeconds(20));
            await page.GetByLabel("No water").CheckAsync();
            await page.FillAsync("#Place", place);
            await page.ClickAsync("main form button.btn-primary");
            await page.WaitForURLAsync("**/recorded");
        }

        foreach (var (letter, path) in new[] { ("i", "/staff/tasks"), ("k", "/staff/customers"), ("m", "/staff/imports"), ("t", "/staff"), ("c", "/staff/complaints") })
        {
            await keys.PressAsync("g");
            await keys.PressAsync(letter);
            await page.WaitForURLAsync("**" + path);
        }

        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await Assertions.Expect(page.Locator("tbody tr").Nth(1).Locator("a").First).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await Assertions.Expect(page.Locator("tr.is-current")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr").First.Locator("a").First).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("No water");

        await keys.PressAsync("?");
        await Assertions.Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("/");
        await Assertions.Expect(page.Locator("[data-search]")).ToBeFocusedAsync();
        await keys.TypeAsync("n? g c tran phu");   // keys of the page are letters in a field
        Assert.Equal("n? g c tran phu", await page.InputValueAsync("[data-search]"));
        await page.FillAsync("[data-search]", "tran phu");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("30 Trần Phú");
        Assert.Empty(visitor.Troubles);
    }
}
