using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

/// <summary>Most of the staff have no e-mail: they get a printed sheet, and from then on come in with a password and a code from their telephone.</summary>
public sealed class ComingInOnPaper(Browser browser)
{
    [Fact]
    public async Task A_printed_link_lets_a_person_in_who_then_needs_the_telephone_too()
    {
        var clock = new FakeTime();
        await using var site = await Site.StartAsync(clock);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");
        await desk.Page.GotoAsync("/staff/people/new");
        await desk.Page.FillAsync("[name=Name]", "Trần Văn Nam");
        await desk.Page.FillAsync("[name=SignInName]", "nam");
        await desk.Page.GetByLabel("Care staff").CheckAsync();
        await desk.Page.ClickAsync("main button.btn-primary");
        await desk.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(desk.Page.Locator("main svg.qr")).ToBeVisibleAsync();
        var link = await desk.Page.Locator("p.print-only code").InnerTextAsync();

        await using var phone = await browser.VisitAsync(site.Address, "vi", 360);
        await phone.Page.GotoAsync(link);
        await phone.Page.FillAsync("[name=Password]", Site.Password);
        await phone.Page.FillAsync("[name=PasswordAgain]", Site.Password);
        await phone.Page.ClickAsync("main button.btn-primary");
        await Assertions.Expect(phone.Page.Locator("details.user")).ToBeVisibleAsync();
        Assert.Equal(404, (await desk.Page.GotoAsync(link))!.Status);   // it worked once

        await phone.Page.ClickAsync("details.user summary");
        await phone.Page.ClickAsync("details.user a[href='/staff/second-factor']");
        var key = (await phone.Page.Locator("main p code").InnerTextAsync()).Replace(" ", "");
        await phone.Page.FillAsync("#Code", Totp.CodeOf(key, clock.Utc()));
        await phone.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(phone.Page.Locator(".recovery-codes li")).ToHaveCountAsync(10);
        await phone.Page.ClickAsync("details.user summary");
        await phone.Page.ClickAsync("form[action='/staff/sign-out'] button");

        clock.Advance(TimeSpan.FromMinutes(1));   // a code that was used is used up
        await phone.Page.GotoAsync("/staff/sign-in?returnUrl=/staff/tasks");
        await phone.Page.FillAsync("[name=Name]", "nam");
        await phone.Page.FillAsync("[name=Password]", Site.Password);
        await phone.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(phone.Page.Locator("details.user")).ToHaveCountAsync(0);
        await phone.Page.FillAsync("#Code", "000000");
        await phone.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(phone.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await phone.Page.FillAsync("#Code", Totp.CodeOf(key, clock.Utc()));
        await phone.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(phone.Page).ToHaveURLAsync(site.Address + "/staff/tasks");

        Assert.Empty(desk.Troubles);
        Assert.Empty(phone.Troubles);
    }
}
