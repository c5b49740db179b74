using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

public sealed class ReportingAProblem(Browser browser) : IDisposable
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("watercrm-photos-");
    private static readonly byte[] Photo =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_in_Vietnamese_from_a_phone_is_numbered_tracked_and_says_nothing_of_who_sent_it(bool javaScript)
    {
        var clock = new FakeTime();
        await using var site = await Site.StartAsync(clock);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Care staff");
        await using var visitor = await browser.VisitAsync(site.Address, "vi", 360, javaScript: javaScript);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await page.ClickAsync("text=Báo sự cố");
        clock.Advance(TimeSpan.FromSeconds(40));
        await page.GetByText("Rò rỉ").First.ClickAsync();
        await page.FillAsync("#Place", "12 Lê Lợi, phường Bến Nghé");
        await page.FillAsync("#Text", "Nước chảy ra vỉa hè từ sáng");
        await page.SetInputFilesAsync("#Photos", new FilePayload { Name = "vỉa hè.png", MimeType = "image/png", Buffer = Photo });
        await page.FillAsync("#ContactPhone", "0912 345 678");
        await page.FillAsync("#ContactName", "Nguyễn Thị Hoa");
        await site.RestartAsync();   // while the form was being filled in
        await page.ClickAsync("main form button.btn-primary");

        var number = await page.Locator(".number-big").InnerTextAsync();
        Assert.Equal("C-2026-000001", number);
        var link = await page.GetByRole(AriaRole.Link).Filter(new() { HasText = "/track/" }).GetAttributeAsync("href");
        await FitsThePhone(page);

        await site.RestartAsync();
        await page.GotoAsync(link!);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(number);
        await Assertions.Expect(page.Locator(".stages li.done")).ToContainTextAsync("Đã tiếp nhận");
        var everything = await page.ContentAsync();
        Assert.All(["Hoa", "0912", "345 678", "Lê Lợi", "vỉa hè"], personal => Assert.DoesNotContain(personal, everything));
        await FitsThePhone(page);

        await using var staff = await browser.VisitAsync(site.Address, "vi");
        await staff.SignInAsync("mai");
        await staff.Page.GotoAsync("/staff/complaints");
        await staff.Page.ClickAsync($"text={number}");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("Nước chảy ra vỉa hè từ sáng");
        await staff.Page.Locator(".photos img").ScrollIntoViewIfNeededAsync();
        await staff.Page.WaitForFunctionAsync("() => document.querySelector('.photos img').naturalWidth === 1");
        Assert.Empty(visitor.Troubles);
        Assert.Empty(staff.Troubles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_sent_too_much_goes_back_and_finds_the_text_still_there(bool javaScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await browser.VisitAsync(site.Address, "vi", 360, javaScript: javaScript);
        var page = visitor.Page;

        await page.GotoAsync("/report");
        await page.FillAsync("#Text", "Nước chảy ra vỉa hè từ sáng");
        await page.FillAsync("#Place", "12 Lê Lợi");
        await page.GetByText("Rò rỉ").First.ClickAsync();
        await page.SetInputFilesAsync("#Photos", Film());
        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("tối đa 60 MB");
        await visitor.NowAsync("too-large");
        await page.GoBackAsync();

        Assert.Equal("Nước chảy ra vỉa hè từ sáng", await page.InputValueAsync("#Text"));
        Assert.Equal("12 Lê Lợi", await page.InputValueAsync("#Place"));
    }

    /// <summary>70 MB; the browser's driver takes as much from a file only.</summary>
    private string Film()
    {
        var path = Path.Combine(temporary.FullName, "film.png");
        using var film = File.Create(path);
        film.SetLength(70L * 1024 * 1024);
        return path;
    }

    public void Dispose() => temporary.Delete(recursive: true);

    private static async Task FitsThePhone(IPage page) => Assert.InRange((await page.Locator("html").EvaluateAsync<int>("e => e.scrollWidth")), 1, 360);
}
