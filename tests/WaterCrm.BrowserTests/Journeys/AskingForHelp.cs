using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

/// <summary>Somebody does not know how a page is meant, and looks it up without leaving it.</summary>
public sealed class AskingForHelp(Browser browser) : IAsyncLifetime
{
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync();
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Care staff");
    }

    [Fact]
    public async Task The_help_opens_beside_the_work_with_a_key_and_leaves_with_another()
    {
        await using var visitor = await browser.VisitAsync(site.Address);
        await visitor.SignInAsync("mai");
        var page = visitor.Page;
        await page.GotoAsync("/staff/customers/new");
        await page.FillAsync("#Name", "Half a na");
        await page.Locator("h1").ClickAsync();   // out of the field: in it, h is a letter

        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(page.Locator("#help-title")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#help h3").First).ToBeVisibleAsync();
        await page.FillAsync("#Name", "A whole name");   // one reads and works
        await page.Keyboard.PressAsync("Escape");   // in a field it belongs to the field
        await Assertions.Expect(page.Locator("#help")).ToBeVisibleAsync();
        await page.Locator("#help-title").FocusAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator("#help")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".help-link")).ToBeFocusedAsync();
        Assert.Equal("A whole name", await page.InputValueAsync("#Name"));
        await page.ClickAsync(".help-link");
        await page.Locator("#help[open]").WaitForAsync();
        await page.ClickAsync(".help-link");
        await Assertions.Expect(page.Locator("#help")).ToBeHiddenAsync();
        Assert.EndsWith("/staff/customers/new", page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Troubles);
    }

    [Fact]
    public async Task On_a_telephone_it_covers_the_page_and_keeps_the_focus_inside()
    {
        await using var visitor = await browser.VisitAsync(site.Address, "vi", width: 360);
        await visitor.SignInAsync("mai");
        var page = visitor.Page;
        await page.GotoAsync("/staff/customers");
        await page.ClickAsync(".help-link");
        await Assertions.Expect(page.Locator("#help:modal #help-title")).ToBeFocusedAsync();

        var box = await page.Locator("#help").BoundingBoxAsync();
        Assert.True(box is { X: 0, Y: 0, Width: >= 360, Height: >= 740 }, $"{box!.X} {box.Y} {box.Width} {box.Height}");
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement === document.body || !!document.activeElement.closest('#help')"));
        }

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 360 && document.getElementById('help').scrollWidth <= 360"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#help")).ToBeHiddenAsync();
        Assert.Empty(visitor.Troubles);
    }

    [Fact]
    public async Task Without_a_script_it_is_a_page_with_a_way_back()
    {
        await using var visitor = await browser.VisitAsync(site.Address, javaScript: false);
        await visitor.SignInAsync("mai");
        var page = visitor.Page;
        await page.GotoAsync("/staff/complaints?tab=late");
        await page.ClickAsync(".help-link");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Complaints");
        await page.ClickAsync("text=Back to the page");
        Assert.EndsWith("/staff/complaints?tab=late", page.Url, StringComparison.Ordinal);
        await page.ClickAsync(".page-foot a");
        await page.FillAsync("#Text", "The tab should say since when.");
        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator(".flash")).ToContainTextAsync("Thank you");
        Assert.EndsWith("/staff/complaints", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_the_page_stands_without_its_help_and_the_help_without_the_frame()
    {
        await using var visitor = await browser.VisitAsync(site.Address);
        await visitor.SignInAsync("mai");
        var page = visitor.Page;
        await page.GotoAsync("/staff/customers");
        await page.ClickAsync(".help-link");
        await page.Locator("#help[open]").WaitForAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(page.Locator("#help")).ToBeHiddenAsync();

        await page.GotoAsync("/staff/help/WaterCrm.Customers/Customers");
        await Assertions.Expect(page.Locator(".bar")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".help-text")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".help-ways")).ToBeHiddenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
    }
}
