using System.Net;
using WaterCrm.Kernel.Guidance;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Guidance;

/// <summary>The help, the guide and the public help page as the running host serves them.</summary>
public sealed class ReadingTheHelpTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        await host.NewPerson(StandardRoles.Administrator);   // before there is one, every way leads to the set-up
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("en", "New complaint", "Record complaint")]
    [InlineData("vi", "Phản ánh mới", null)]
    [InlineData("zh-Hans", "新建诉求", null)]
    public async Task The_button_in_the_bar_leads_to_the_help_of_this_very_page_in_the_readers_language(string language, string title, string? button)
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        care.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var link = (await care.Visit("/staff/complaints/new?from=12")).QuerySelector(".help-link")!;
        var page = await care.Visit(link.GetAttribute("href")!);

        Assert.Equal("/staff/help/WaterCrm.Complaints/NewComplaint?back=%2Fstaff%2Fcomplaints%2Fnew%3Ffrom%3D12", link.GetAttribute("href"));
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".help-text ol li .word"));
        if (button is not null) Assert.Contains(page.QuerySelectorAll(".help-text .word"), w => w.TextContent == button);
        else Assert.DoesNotContain("Record complaint", page.QuerySelector(".help-text")!.TextContent, StringComparison.Ordinal);   // the button's name as the reader sees it
        Assert.Contains(page.QuerySelectorAll(".help-text a"), a => a.GetAttribute("href") == "/staff/guide/care-staff#take-a-call");
        Assert.Equal("/staff/complaints/new?from=12", page.QuerySelector(".help-ways a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_panel_gets_the_text_without_the_frame()
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        care.DefaultRequestHeaders.Add("HX-Request", "true");

        var panel = await care.GetStringAsync("/staff/help/WaterCrm.Kernel/Staff", Token);

        Assert.DoesNotContain("<html", panel, StringComparison.Ordinal);
        Assert.Contains("id=\"help-title\" tabindex=\"-1\"", panel, StringComparison.Ordinal);
        Assert.Contains("<h3>", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_cannot_sign_in_can_read_why()
    {
        var link = (await host.Client.Visit("/staff/sign-in")).QuerySelector(".help-link")!.GetAttribute("href")!;

        Assert.Contains("Caps Lock", (await host.Client.Visit(link)).QuerySelector(".help-text")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/staff/help/WaterCrm.Kernel/Nothing")]
    [InlineData("/staff/help/..%2F..%2F/Staff")]
    [InlineData("/staff/guide/nothing")]
    [InlineData("/staff/guide/..%2FREADME")]
    [InlineData("/staff/guide/pictures/..%2Fteam.md")]
    [InlineData("/staff/guide/pictures/nothing.png")]
    public async Task What_is_not_there_is_not_found(string address) => Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(address, Token)).StatusCode);

    [Fact]
    public void A_picture_is_asked_for_by_a_name_and_not_by_a_path()
    {
        var there = Path.GetFileName(Directory.GetFiles(Repository.PathOf("docs", "user-guide", "pictures"), "*.png")[0]);

        Assert.NotNull(GuideBook.Picture(there));
        Assert.Null(GuideBook.Picture($"../pictures/{there}"));   // no server takes %2F for a stroke, but that is not ours to count on
        Assert.Null(GuideBook.Picture("../team.md"));
    }

    [Fact]
    public async Task The_way_back_leads_nowhere_else()
    {
        var page = await host.Client.Visit("/staff/help/WaterCrm.Kernel/Staff?back=https://example.org/");

        Assert.DoesNotContain(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_way_back_does_not_bring_back_a_language_that_was_changed_meanwhile()
    {
        var page = await host.Client.Visit("/staff/help/WaterCrm.Kernel/Staff?back=%2Fstaff%2Fzones%3Ftab%3Dlate%26lang%3Dvi");

        Assert.Equal("/staff/zones?tab=late", page.QuerySelector(".help-ways a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task All_texts_are_on_one_list_and_each_opens()
    {
        var links = (await host.Client.Visit("/staff/help")).QuerySelectorAll(".help-list a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.True(links.Count > 35);
        foreach (var link in links) Assert.NotEmpty((await host.Client.Visit(link)).QuerySelectorAll(".help-text h2"));
    }

    [Fact]
    public async Task The_guide_opens_with_all_its_chapters_and_pictures()
    {
        var first = await host.Client.Visit("/staff/guide");
        var chapters = first.QuerySelectorAll(".guide a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith("/staff/guide/", StringComparison.Ordinal)).ToList();

        Assert.True(chapters.Count >= 7);
        foreach (var chapter in chapters)
        {
            var page = await host.Client.Visit(chapter.Split('#')[0]);
            foreach (var picture in page.QuerySelectorAll(".guide img").Select(i => i.GetAttribute("src")!))
                Assert.Equal("image/png", (await host.Client.GetAsync(picture, Token)).Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task The_public_help_tells_how_to_report_and_to_track_and_stands_at_the_foot_of_every_page()
    {
        Assert.Contains((await host.Client.Visit("/")).QuerySelectorAll(".site-foot a"), a => a.GetAttribute("href") == "/help");
        var help = await host.Client.Visit("/help");

        Assert.Equal(["How to report", "How to see how it goes on", "What happens with your report", "If something does not work"], help.QuerySelectorAll("main h3").Select(h => h.TextContent));
    }

    [Fact]
    public async Task A_module_that_is_off_tells_nothing()
    {
        await using var without = await TestHost.StartAsync(new() { ["Modules:Disabled:0"] = "WaterCrm.Complaints" });

        Assert.DoesNotContain("How to report", (await without.Client.Visit("/help")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await without.Client.GetAsync("/staff/help/WaterCrm.Complaints/NewComplaint", Token)).StatusCode);
    }
}
