using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>What opens over a page, in each language, on a phone and a desk, light and dark: the list of Ctrl+K, the help, the keys.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfPanels(Browser browser)
{
    [Theory]
    [InlineData("en", true)]
    [InlineData("vi", true)]
    [InlineData("zh-Hans", false)]
    [InlineData("zh-Hans", true)]
    public async Task Panels_fit_their_screens(string language, bool dark)
    {
        await using var site = await Site.StartAsync(new FakeTime());
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator", "Care staff");
        foreach (var name in new[] { "Nguyễn Thị Hoa", "Công ty trách nhiệm hữu hạn một thành viên Hoa Sen" }) await site.SendAsync(new RecordCustomer { Name = name, Code = "KH-" + name.Length, Phones = ["0912345678"], Address = "12 Lê Lợi, phường Bến Nghé, quận 1" });
        foreach (var width in new[] { 360, 1280 })
        {
            await using var desk = await browser.VisitAsync(site.Address, language, width, dark);
            await desk.SignInAsync("mai");
            async Task Take(string name)
            {
                await desk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await desk.Page.ScreenshotAsync(new() { Path = Repository.PathOf("artifacts", "screenshots", $"panel-{name}-{width}-{(dark ? "dark" : "light")}-{language}.png") });
            }

            await desk.Page.Keyboard.PressAsync("Control+k");
            await desk.Page.Locator(".palette [role=option]").First.WaitForAsync();
            await Take("go-to");
            await desk.Page.Keyboard.TypeAsync("hoa");
            await desk.Page.Locator(".palette").GetByText("Nguyễn Thị Hoa").WaitForAsync();
            await Take("go-to-found");
            await desk.Page.Locator(".palette [role=combobox]").FillAsync("zzz");
            await desk.Page.Locator(".palette .none").WaitForAsync();
            await Take("go-to-nothing");
            await desk.Page.GotoAsync("/staff/complaints/new");
            await desk.Page.ClickAsync(".help-link");
            await desk.Page.Locator("#help[open] .help-text").WaitForAsync();
            await Take("help");
            await desk.Page.GotoAsync("/staff");
            await desk.Page.Keyboard.PressAsync("?");
            await Take("keys");
            Assert.Empty(desk.Troubles);
        }
    }
}
