using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

public sealed class SettingUp(Browser browser)
{
    [Fact]
    public async Task The_link_on_the_console_makes_an_administrator_who_lets_a_colleague_in()
    {
        await using var site = await Site.StartAsync();
        await using var first = await browser.VisitAsync(site.Address);
        await first.Page.GotoAsync("/");
        await Assertions.Expect(first.Page.Locator("h1")).ToHaveTextAsync("One step is left");

        await site.RestartAsync();   // before anybody came: the new start prints a link of its own
        await first.Page.GotoAsync(await site.SetupLinkAsync());
        await first.Page.FillAsync("[name=Name]", "Lê Thị Mai");
        await first.Page.FillAsync("[name=SignInName]", "mai");
        await first.Page.FillAsync("[name=Password]", Site.Password);
        await first.Page.FillAsync("[name=PasswordAgain]", Site.Password);
        await first.Page.ClickAsync("text=Become administrator");
        await Assertions.Expect(first.Page.Locator("details.user")).ToContainTextAsync("Lê Thị Mai");

        await site.RestartAsync();   // whoever is signed in stays so
        await first.Page.GotoAsync("/staff/people/new");
        await first.Page.FillAsync("[name=Name]", "Trần Văn Nam");
        await first.Page.FillAsync("[name=SignInName]", "nam");
        await first.Page.GetByLabel("Care staff").CheckAsync();
        await first.Page.ClickAsync("main button.btn-primary");
        var link = await first.Page.InputValueAsync("#link");

        await using var second = await browser.VisitAsync(site.Address, "vi", 360);
        await second.Page.GotoAsync(link);
        await second.Page.FillAsync("[name=Password]", Site.Password);
        await second.Page.FillAsync("[name=PasswordAgain]", Site.Password);
        await second.Page.ClickAsync("main button.btn-primary");
        await Assertions.Expect(second.Page.Locator("main")).ToContainTextAsync("Trần Văn Nam");
        Assert.Equal(403, (await second.Page.GotoAsync("/staff/people"))!.Status);

        Assert.Empty(first.Troubles);
        Assert.Empty(second.Troubles);
    }
}
