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
        await page.WaitForURLAsync("**/staff/complaints/*-*");   // and until it is whole: the title stands there before the keys of the page work

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

    [Fact]
    public async Task On_a_telephone_the_button_at_the_thumb_never_lies_over_what_the_keyboard_comes_to()
    {
        await using var site = await Site.StartAsync(new FakeTime());
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await using var visitor = await browser.VisitAsync(site.Address, width: 360);
        await visitor.SignInAsync("mai");
        var page = visitor.Page;
        await page.SetViewportSizeAsync(360, 480);   // low, as with the keyboard of the telephone open: the roles reach down to the button
        await page.GotoAsync("/staff/roles");
        await page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(folded => folded.open = true)");
        Assert.Equal("fixed", await page.Locator(".page-head .btn-primary").EvaluateAsync<string>("button => getComputedStyle(button).position"));

        var places = await page.Locator("main a, main summary, main [tabindex='0']").CountAsync();
        List<string> covered = [];
        await page.Locator(".page-head .btn-primary").FocusAsync();
        for (var i = 1; i < places; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(CoveredFocus) is { } below) covered.Add(below);
        }

        Assert.Empty(covered);
    }

    /// <summary>Whatever has the focus and lies, if only with its lower edge, below the button.</summary>
    private const string CoveredFocus = """
        () => {
            const one = document.activeElement, button = document.querySelector('.page-head .btn-primary');
            if (one === button || !one.closest('main')) return null;
            const at = one.getBoundingClientRect(), high = button.getBoundingClientRect().top;
            return at.height < 400 && at.bottom > high && at.top < innerHeight ? one.outerHTML.slice(0, 120) : null;
        }
        """;
}
