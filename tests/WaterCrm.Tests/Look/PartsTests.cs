using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WaterCrm.Kernel.Components;
using WaterCrm.Tests.Components;

namespace WaterCrm.Tests.Look;

public sealed class PartsTests : ComponentTestContext
{
    public PartsTests() => Speak("en");

    [Fact]
    public void All_errors_stand_at_the_top_with_links_to_their_fields()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Place.Street", "Say where it is.");
        state.AddModelError("", "<b>Nothing</b> was saved.");
        Render<ErrorSummary>(p => p.Add(e => e.State, state)).MarkupMatches("""
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
              <h2 id="error-summary-title">Please check this first</h2>
              <ul><li>&lt;b&gt;Nothing&lt;/b&gt; was saved.</li><li><a href="#Place_Street">Say where it is.</a></li></ul>
            </div>
            """);
    }

    [Fact]
    public void Without_errors_there_is_no_box() => Assert.Empty(Render<ErrorSummary>(p => p.Add(e => e.State, new ModelStateDictionary())).Markup.Trim());

    [Fact]
    public void A_tab_shows_its_count_as_the_language_writes_it_and_late_ones_stand_out()
    {
        Speak("vi");
        Tab[] tabs = [new("Tất cả", "/a", 1204, Current: true), new("Quá hạn", "/b", 3, Late: true), new("Hôm nay", "/c", 0, Late: true), new("Khác", "/d")];
        var list = Render<TabList>(p => p.Add(t => t.Tabs, tabs));
        Assert.Equal(["1.204", "3", "0"], list.FindAll(".count").Select(c => c.TextContent));
        Assert.Equal("3", Assert.Single(list.FindAll(".count-late")).TextContent);
        Assert.Equal("/a", Assert.Single(list.FindAll("[aria-current=page]")).GetAttribute("href"));
    }

    [Fact]
    public void A_filter_takes_itself_away_and_says_so_to_who_cannot_see_the_cross()
    {
        var one = Render<FilterChips>(p => p.Add(c => c.Chips, [new("Zone 4", "/list")]).Add(c => c.Clear, "/list"));
        Assert.Equal("Remove filter Zone 4", Assert.Single(one.FindAll("a")).GetAttribute("aria-label"));
        var two = Render<FilterChips>(p => p.Add(c => c.Chips, [new("Zone 4", "/list?b"), new("Leak", "/list?a")]).Add(c => c.Clear, "/list"));
        Assert.Equal("/list", two.Find(".clear a").GetAttribute("href"));
        Assert.Empty(Render<FilterChips>().Markup.Trim());
    }

    [Fact]
    public void The_pager_offers_only_what_is_there()
    {
        Assert.Empty(Render<Pager>().Markup.Trim());
        Assert.Equal("/older", Assert.Single(Render<Pager>(p => p.Add(x => x.Older, "/older")).FindAll("a")).GetAttribute("href"));
        Assert.Equal(["/newer", "/older"], Render<Pager>(p => p.Add(x => x.Older, "/older").Add(x => x.Newer, "/newer")).FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void What_is_not_known_is_not_shown() =>
        Render<FactList>(p => p.Add(f => f.Facts, [new("Meter", "SX-1", "/m/1"), new("Mail", null), new("Zone", "4")])).MarkupMatches("""
            <dl class="facts"><dt>Meter</dt><dd><a href="/m/1">SX-1</a></dd><dt>Zone</dt><dd>4</dd></dl>
            """);

    [Theory]
    [InlineData(4000, 10107, "4,000 of 10,107 (39%)")]
    [InlineData(12, 10, "12 of 10 (100%)")]
    [InlineData(4000, 0, "4,000 so far")]
    public void Long_work_says_how_far_it_is(long done, long total, string said) =>
        Assert.Equal(said, Render<ProgressLine>(p => p.Add(l => l.Done, done).Add(l => l.Total, total).Add(l => l.Label, "Import")).Find("p").TextContent);

    [Fact]
    public void A_state_is_a_word_and_its_colour_only_underlines_it() =>
        Render<StatusBadge>(p => p.Add(b => b.Text, "Overdue").Add(b => b.Tone, Tone.Late)).MarkupMatches("""<span class="state state-late">Overdue</span>""");

    [Fact]
    public void An_empty_list_says_what_to_do() =>
        Render<EmptyState>(p => p.Add(e => e.Title, "Nothing is late").Add(e => e.Url, "/all").Add(e => e.Action, "Show all")).MarkupMatches("""
            <div class="empty"><p class="title">Nothing is late</p><p><a class="btn btn-secondary" href="/all">Show all</a></p></div>
            """);

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
