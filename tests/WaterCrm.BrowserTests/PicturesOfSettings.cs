using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>The administrator's pages, as <see cref="PicturesOfEveryPage"/> takes the others: set-up, settings, look and words, in order and refused.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfSettings(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
    private Site site = null!;
    private Visitor desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        desk = await browser.VisitAsync(site.Address);
    }

    [Fact]
    public async Task Every_page_fits_its_screen_in_every_language()
    {
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await desk.SignInAsync("mai");
        await desk.TakeAsync("/staff/admin/setup", "utility");
        await desk.Page.GotoAsync("/staff/admin/setup");
        await desk.Page.FillAsync("#Name", " ");
        await desk.Page.CheckAsync("#OwnColour");
        await desk.Page.FillAsync("#Colour", "#f2c200");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("utility-refused");
        await desk.Page.FillAsync("#Colour", "#0a6b5e");
        await desk.Page.CheckAsync("#Demonstration");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("demonstration");

        foreach (var (path, name) in new[] { ("setup", "utility-done"), ("settings", "settings"), ("settings/utility", "settings-utility"), ("settings/people", "settings-people"), ("look", "look"), ("words?q=out", "words"), ("words?changed=true", "words-none") })
            await desk.TakeAsync("/staff/admin/" + path, name);
        await desk.Page.GotoAsync("/staff/admin/settings/people");
        await desk.Page.FillAsync("#set-LockMinutes", "0");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("settings-refused");
        await desk.Page.GotoAsync("/staff/admin/look");
        await desk.Page.FillAsync("#Colour", "#f2c200");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("look-refused");
        await desk.Page.GotoAsync("/staff/admin/words?q=%7B0%7D");
        await desk.Page.Locator("table.rows tbody a").First.ClickAsync();
        await desk.TakeAsync(new Uri(desk.Page.Url).AbsolutePath, "sentence");
        await desk.Page.Locator("#vi textarea").First.FillAsync("{1}");
        await desk.Page.ClickAsync("#vi button.btn-primary");
        await desk.NowAsync("sentence-refused");
        await desk.TakeAsync("/staff", "today-demonstration");
        Assert.Empty(desk.Troubles);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await site.DisposeAsync();
    }
}
