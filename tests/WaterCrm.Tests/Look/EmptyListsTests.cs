using AngleSharp;
using AngleSharp.Dom;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>A utility that begins today sees mostly lists with nothing in them. Each says what will stand in it, and a tab speaks of itself.</summary>
public sealed class EmptyListsTests
{
    private static readonly string[] Lists =
    [
        "/staff", "/staff/tasks", "/staff/complaints", "/staff/complaints?tab=mine", "/staff/complaints?tab=today", "/staff/complaints?tab=late", "/staff/complaints?tab=closed", "/staff/customers", "/staff/zones", "/staff/imports",
        "/staff/people?tab=locked", "/staff/people?tab=deactivated", "/staff/people?text=nobody", "/staff/teams", "/staff/teams?closed=true", "/staff/branches", "/staff/branches?closed=true", "/staff/roster",
        "/staff/roster/shifts", "/staff/on-call", "/staff/absences", "/staff/api-keys", "/staff/views", "/staff/search?q=nobody", "/staff/admin/audit?who=nobody", "/staff/admin/deliveries", "/staff/admin/feedback",
        "/staff/admin/words?changed=true", "/staff/admin/words?q=zzz",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_with_nothing_in_it_says_once_what_it_is_for_and_each_tab_says_something_else()
    {
        await using var host = await TestHost.StartAsync(clock: new FakeTime());
        var (somebody, self) = await host.NewPerson(StandardRoles.Administrator, StandardRoles.CareStaff, StandardRoles.HeadOfCustomerCare);
        using var browser = somebody;

        Dictionary<string, string> said = [];
        foreach (var list in Lists)
        {
            var html = await browser.GetStringAsync(list, Token);
            var page = await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
            said[list] = string.Join(" | ", page.QuerySelectorAll("main .empty p").Where(p => p.QuerySelector("a") is null).Select(p => p.TextContent.Trim()));
        }

        Assert.Equal([], said.Where(s => s.Value.Split(" | ").Length != 2).Select(s => $"{s.Key} says: {s.Value}"));

        var tabs = said.GroupBy(s => s.Key.Split('?')[0]).Where(list => list.Select(s => s.Value).Distinct().Count() < list.Count()).Select(list => list.Key);
        Assert.Empty(tabs);
        var work = await browser.GetStringAsync($"/staff/people/{self}/work", Token);
        Assert.Contains("Nothing is open here.", work, StringComparison.Ordinal);
        Assert.DoesNotContain("Give it all away", work, StringComparison.Ordinal);
    }
}
