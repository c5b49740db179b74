using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

/// <summary>Two cities' real complaints come in through the browser and are then found like our own.</summary>
public sealed class BringingTheOldSystemAlong(Browser browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Minutes = new() { Timeout = 240_000 };

    [Fact]
    public async Task Both_real_files_are_imported_with_progress_and_a_complaint_is_found_by_its_street()
    {
        var files = SharedData.Folder("complaints");
        await using var site = await Site.StartAsync();
        await site.AddPersonAsync("Phạm Thu Hà", "ha", "Head of customer care");
        await using var visitor = await browser.VisitAsync(site.Address);
        var page = visitor.Page;
        await visitor.SignInAsync("ha");

        await Send(page, Path.Combine(files, "kc311_water_services_2007_2020.csv"), "Kansas");
        await Assertions.Expect(page.Locator("progress, [role=progressbar]")).ToBeVisibleAsync();
        await visitor.WhileSiteIsAwayAsync(async () =>
        {
            await site.RestartAsync();   // in the middle: the host goes on with it by itself
            await page.ReloadAsync();
        });
        await Assertions.Expect(page.GetByText("Done", new() { Exact = true })).ToBeVisibleAsync(Minutes);
        Assert.Equal(10_107, await Fact(page, "Rows read"));
        Assert.Equal(10_107, await Fact(page, "Added") + await Fact(page, "Known from before") + await Fact(page, "Refused"));

        await Send(page, Path.Combine(files, "nyc311_dep_water_quality_2010_2016.csv"), "New York");
        await Assertions.Expect(page.GetByText("Done", new() { Exact = true })).ToBeVisibleAsync(Minutes);
        Assert.Equal(7_562, await Fact(page, "Rows read"));

        await page.GotoAsync("/staff");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("1200 5 avenue");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("1200 5 AVENUE").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("imported");
        Assert.Empty(visitor.Troubles);
    }

    private static async Task Send(IPage page, string file, string map)
    {
        await page.GotoAsync("/staff/imports/new");
        await page.SetInputFilesAsync("#File", file);
        var option = await page.Locator("#Map option", new() { HasText = map }).GetAttributeAsync("value");
        await page.SelectOptionAsync("#Map", option!);
        await page.UncheckAsync("#TryFirst");
        await page.ClickAsync("main button.btn-primary");
        await page.WaitForURLAsync("**/staff/imports/*-*");
    }

    private static async Task<int> Fact(IPage page, string name) =>
        int.Parse(await page.Locator($"dt:text-is('{name}') + dd").InnerTextAsync(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.GetCultureInfo("en"));
}
