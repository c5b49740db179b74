using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>What stands in front of every page or in its place: the list of Ctrl+K and the pages of errors in both themes; and the folded roles.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfLooks(Browser browser)
{
    [Fact]
    public async Task The_list_of_Control_K_the_roles_and_the_errors_fit_their_screens()
    {
        await using var site = await Site.StartAsync(new FakeTime());
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        foreach (var name in new[] { "Roster Trading Co", "Công ty trách nhiệm hữu hạn một thành viên Roster" }) await site.SendAsync(new RecordCustomer { Name = name, Code = "KH-" + name.Length, Phones = ["0912345678"], Address = "12 Lê Lợi, phường Bến Nghé, quận 1" });
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");
        await desk.Page.Keyboard.PressAsync("Control+k");
        await desk.Page.Locator(".palette [role=option]").First.WaitForAsync();
        await desk.NowAsync("palette-empty");
        await Assertions.Expect(desk.Page.Locator(".palette .kind")).ToHaveTextAsync(["Pages"]);
        await desk.Page.Keyboard.TypeAsync("roster");
        await desk.Page.GetByText("Roster Trading Co").WaitForAsync();
        await desk.NowAsync("palette-found");
        await desk.Page.Locator(".palette [role=combobox]").FillAsync("zzz");
        await desk.Page.Locator(".palette .none").WaitForAsync();
        await desk.NowAsync("palette-nothing");
        await desk.Page.SetViewportSizeAsync(360, 740);
        await desk.Page.GotoAsync("/staff/roles");   // as a telephone loads it: folded
        Assert.True(await desk.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight") < 1500);
        await desk.Page.Locator(".matrix-group > summary").Last.ClickAsync();
        await Assertions.Expect(desk.Page.Locator(".matrix-group[open] td.no:visible")).ToHaveCountAsync(0);
        await desk.NowAsync("roles-one-open");
        foreach (var (path, name) in new[] { ("/staff/roles", "roles-desk"), ("/staff/nowhere", "error-staff-404"), ("/error/400", "error-400"), ("/error/403", "error-403"), ("/error/413", "error-413"), ("/error/429", "error-429"), ("/error/503", "error-503") })
            await desk.TakeAsync(path, name);
    }
}
