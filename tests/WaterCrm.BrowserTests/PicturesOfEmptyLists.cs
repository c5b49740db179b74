using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>Every list of a utility that has just begun, as <see cref="PicturesOfEveryPage"/> takes the full ones: it says what it is for and what to do next.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfEmptyLists(Browser browser)
{
    private static readonly string[] Lists =
    [
        "", "tasks", "tasks?tab=mine", "complaints", "complaints?tab=late", "complaints?tab=closed", "customers", "customers?q=nobody", "zones", "imports", "people?text=nobody", "people?tab=locked", "teams", "teams?closed=true",
        "branches", "branches?closed=true", "roster", "roster/shifts", "on-call", "absences", "api-keys", "sessions", "views", "search?q=nobody", "admin/audit?who=nobody", "admin/deliveries", "admin/feedback", "admin/words?changed=true", "admin/words?q=zzz",
    ];

    [Fact]
    public async Task Lists_of_a_fresh_utility_fit_their_screens()
    {
        await using var site = await Site.StartAsync(new FakeTime());
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator", "Care staff", "Head of customer care");
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");

        foreach (var list in Lists) await desk.TakeAsync("/staff/" + list, "none-" + (list.Length > 0 ? list.Replace('/', '-').Replace('?', '-').Replace('=', '-') : "today"));
        Assert.Empty(desk.Troubles);
    }
}
