using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Search;
using WaterCrm.Modularity.Security;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>What Ctrl+K shows, as the server makes it; how it is walked through is a journey with a browser.</summary>
public sealed class CommandPaletteTests : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient admin = null!, care = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        admin = await host.SignedInAs(StandardRoles.Administrator);
        care = await host.SignedInAs(StandardRoles.CareStaff);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        care.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("en", "roles", "/staff/roles")]
    [InlineData("en", "colours logo", "/staff/admin/look")]
    [InlineData("en", "settings health", "/staff/admin/settings/health")]
    [InlineData("en", "roster", "/staff/roster")]
    [InlineData("en", "make role", "/staff/roles/new")]
    [InlineData("en", "second", "/staff/second-factor")]
    [InlineData("vi", "mau sac", "/staff/admin/look")]
    [InlineData("vi", "vai tro", "/staff/roles")]
    [InlineData("zh-Hans", "角色", "/staff/roles")]
    public async Task A_page_is_found_by_the_beginnings_of_its_words_in_the_readers_language(string language, string typed, string page) =>
        Assert.Equal(page, Options(await Hits(admin, typed, language)).First().GetAttribute("href"));

    [Fact]
    public async Task Nobody_is_shown_the_way_to_a_page_that_would_not_open()
    {
        foreach (var typed in new[] { "", "roles", "settings", "colours", "add a person" })
            foreach (var option in Options(await Hits(care, typed)))
            {
                using var answer = await care.GetAsync(option.GetAttribute("href"), Token);
                Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{option.GetAttribute("href")}: {answer.StatusCode}");
            }

        Assert.Empty(Options(await Hits(care, "roles")));
        await Recorded("Aardvark", "0912 345 678");
        Assert.Contains(Options(await Hits(care, "")), o => o.GetAttribute("href") == "/staff/complaints/new");
        Assert.Equal("Pages", Assert.Single((await Hits(care, " ")).QuerySelectorAll(".kind")).TextContent);   // nobody was looked for
    }

    [Fact]
    public async Task Pages_customers_and_cases_stand_in_groups_of_one_list_that_a_screen_reader_can_follow()
    {
        var customer = await Recorded("Lê Văn Roster", "0912 345 678");
        var page = await Hits(admin, "roster");

        Assert.Equal(["Pages", "Customers"], page.QuerySelectorAll("[role=group]").Select(g => page.GetElementById(g.GetAttribute("aria-labelledby")!)!.TextContent));
        Assert.Equal(["/staff/roster", $"/staff/customers/{customer}"], Options(page).Select(o => o.GetAttribute("href")));
        Assert.Equal(2, Options(page).Select(o => o.Id).Distinct().Count());
        Assert.All(Options(page), o => Assert.Equal(("false", "-1"), (o.GetAttribute("aria-selected"), o.GetAttribute("tabindex"))));
        Assert.Equal("2 matches", page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        Assert.Equal($"/staff/customers/{customer}", Options(await Hits(admin, "345 678")).Single().GetAttribute("href"));
        Assert.Equal("Nothing found for “zzz”", (await Hits(admin, "zzz")).QuerySelector("[data-said]")!.GetAttribute("data-said"));
    }

    [Theory]
    [InlineData("q"), InlineData("Hoa q"), InlineData("7")]
    public async Task Where_a_single_letter_finds_nothing_it_is_said_how_many_are_needed(string typed)
    {
        await Recorded("Hoa Quỳnh", "0912 345 678");
        var page = await Hits(care, typed);

        Assert.Contains("at least two letters", page.QuerySelector(".none + .none")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"Nothing found for “{typed}”. A single letter", page.QuerySelector("[data-said]")!.GetAttribute("data-said"), StringComparison.Ordinal);
        Assert.Contains("at least two letters", (await Page(care, "/staff/search?q=" + Uri.EscapeDataString(typed))).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Single(Options(await Hits(care, "Hoa qu")));
    }

    [Theory]
    [InlineData("王"), InlineData("伟"), InlineData("𠮷")]
    public async Task One_Chinese_character_finds_whoever_has_it_in_the_name(string typed)
    {
        var customer = await Recorded("王伟𠮷", "0912 345 678");

        Assert.Equal($"/staff/customers/{customer}", Assert.Single(Options(await Hits(care, typed))).GetAttribute("href"));
        using var only = await care.GetAsync("/staff/search?q=" + Uri.EscapeDataString(typed), Token);
        Assert.Equal($"/staff/customers/{customer}", only.Headers.Location?.OriginalString);
        Assert.Null((await Hits(care, "张")).QuerySelector(".none + .none"));
    }

    [Fact]
    public async Task Every_page_of_the_staff_has_the_button_and_without_script_it_leads_to_a_search_that_finds_pages_too()
    {
        var page = await Page(care, "/staff");
        var button = page.QuerySelector("a[data-palette]")!;
        Assert.Equal(("/staff/search", "dialog", "Control+K"), (button.GetAttribute("href"), button.GetAttribute("aria-haspopup"), button.GetAttribute("aria-keyshortcuts")));
        var field = page.QuerySelector("dialog.palette [role=combobox]")!;
        Assert.Equal("listbox", page.GetElementById(field.GetAttribute("aria-controls")!)!.GetAttribute("role"));
        Assert.Contains("K", page.QuerySelector("dialog.keys dl")!.TextContent, StringComparison.Ordinal);

        var found = await Page(admin, "/staff/search?q=health");
        Assert.Contains(found.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/staff/admin/health");
        using var only = await care.GetAsync("/staff/search?q=inbox", Token);
        Assert.Equal("/staff/tasks", only.Headers.Location?.OriginalString);
        Assert.Null((await Page(host.Client, "/staff/sign-in")).QuerySelector("[data-palette], dialog.palette"));
    }

    [Fact]
    public async Task A_kind_that_cannot_be_asked_says_so_and_the_rest_is_there()
    {
        await using var broken = await TestHost.StartAsync(services: services => services.AddContribution<ISearchSource, BrokenSource>());
        using var there = await broken.SignedInAs(StandardRoles.CareStaff);

        var page = await Page(there, "/staff/search/hits?q=inbox");

        Assert.Contains("could not be searched", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff/tasks", Options(page).First().GetAttribute("href"));
    }

    private static IEnumerable<IElement> Options(IDocument page) => page.QuerySelectorAll("[role=option]");

    private static Task<IDocument> Hits(HttpClient who, string typed, string language = "en") => Page(who, "/staff/search/hits?q=" + Uri.EscapeDataString(typed), language);

    private static async Task<IDocument> Page(HttpClient who, string path, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var answer = await who.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Token);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
    }

    private Task<Guid> Recorded(string name, string phone) => host.InScope(async services =>
        (await services.GetRequiredService<IMediator>().Send(new RecordCustomer { Name = name, Phones = [phone] })).Value);

    private sealed class BrokenSource : ISearchSource
    {
        public int Order => 5;

        public Permission Permission => WaterCrm.Kernel.KernelPermissions.EnterStaff;

        public string Title => "Broken";

        public string AllUrl(string text) => "/staff";

        public Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token) => throw new InvalidOperationException("on purpose");
    }
}
