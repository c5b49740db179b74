using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

public sealed class GoingAnywhere(Browser browser)
{
    [Fact]
    public async Task Control_and_K_opens_a_list_that_letters_narrow_arrows_walk_through_and_Escape_leaves_as_it_was()
    {
        await using var site = await Site.StartAsync(new FakeTime());
        await site.AddPersonAsync("Phạm Thu Hà", "ha", "Head of customer care");
        foreach (var customer in new[] { "Nguyễn Thị Hoa", "Nguyễn Văn An" }) await site.SendAsync(new RecordCustomer { Name = customer });
        await using var visitor = await browser.VisitAsync(site.Address);
        await visitor.SignInAsync("ha");
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await page.GotoAsync("/staff/complaints/new");
        await page.FillAsync("#Place", "12 Lê Lợi");
        var (palette, field, options) = (page.Locator("dialog.palette"), page.Locator("dialog.palette [role=combobox]"), page.Locator("dialog.palette [role=option]"));

        await keys.PressAsync("Control+k");   // from within a field that is being typed into
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");   // where the menu leads, before anything is typed
        await keys.PressAsync("Escape");
        await Assertions.Expect(palette).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#Place")).ToBeFocusedAsync();
        Assert.Equal("12 Lê Lợi", await page.InputValueAsync("#Place"));

        await page.Locator("[data-palette]").ClickAsync();
        await keys.TypeAsync("nguyen");
        await Assertions.Expect(options).ToHaveCountAsync(2);
        await Assertions.Expect(palette.Locator("[role=status]")).ToHaveTextAsync("2 matches");
        await keys.PressAsync("ArrowDown");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", "palette-hit-1");
        await keys.PressAsync("ArrowDown");   // round to the first
        await keys.PressAsync("ArrowUp");     // and back to the last
        await Assertions.Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        var name = await options.Nth(1).Locator("span").First.InnerTextAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("absen");
        await Assertions.Expect(options.First).ToContainTextAsync("Absences");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/staff/absences");

        await keys.PressAsync("Control+k");
        await Assertions.Expect(options.First).ToBeVisibleAsync();
        await keys.TypeAsync("nguyen thi hoa");
        await keys.PressAsync("Enter");       // faster than any answer: the search page knows, and there is only one
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Nguyễn Thị Hoa");
        Assert.Empty(visitor.Troubles);
    }
}
