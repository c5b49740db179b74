using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Settings;

/// <summary>The pages as the running host serves them, without JavaScript.</summary>
public sealed class SettingsPagesTests : IAsyncLifetime
{
    private const string Box = "/staff/admin/settings/test-box", Utility = "/staff/admin/settings/utility";

    private TestHost host = null!;
    private HttpClient admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(services: SettingsWorld.AddBox);
        admin = await host.SignedInAs(StandardRoles.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Every_group_has_its_entry_and_its_page()
    {
        var list = await Page("/staff/admin/settings");
        var links = list.QuerySelectorAll("table.rows a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.Contains(Utility, links);
        Assert.Equal(Box, links[^1]);
        Assert.Contains("/staff/admin/look", links);   // a page of its own
        using var own = await admin.GetAsync("/staff/admin/settings/look", Token);
        Assert.Equal("/staff/admin/look", own.Headers.Location?.OriginalString);
        foreach (var link in links) Assert.NotEmpty((await Page(link)).QuerySelectorAll("form button.btn-primary"));
    }

    [Fact]
    public async Task A_new_name_stands_on_the_next_page_and_the_default_is_told()
    {
        using var saved = await Save(Utility, 0, ("set.Name", "Sông Xanh Water"), ("set.Telephone", "1900 1234"), ("set.Languages", "vi"), ("set.Languages", "en"),
            ("set.Language", "vi"), ("set.TimeZone", "Asia/Ho_Chi_Minh"), ("set.Currency", "VND"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await Page(Utility);
        Assert.Equal("Sông Xanh Water", page.QuerySelector(".bar .brand")!.TextContent.Trim());
        Assert.Contains("Khi bàn giao: WaterCrm", page.Body!.TextContent);   // and the first language is in force
        Assert.Equal(["vi", "en"], page.QuerySelectorAll(".languages button").Select(b => b.GetAttribute("value")));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_kept_as_typed_with_the_reason_beside_the_field()
    {
        using var refused = await Save(Utility, 0, ("set.Name", ""), ("set.Languages", "en"), ("set.Language", "en"), ("set.TimeZone", "Asia/Hanoy"), ("set.Currency", "VND"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Read(refused);
        Assert.Equal("Fill this in.", page.GetElementById("set-Name-error")!.TextContent);
        Assert.NotNull(page.GetElementById("set-TimeZone-error"));

        using var whole = await Save(Box, 0, ("set.Label", "kept \"as\" typed"), ("set.Places", "2.5"), ("set.Open", "yes"));
        page = await Read(whole);
        Assert.Equal("Only a whole number is possible here.", page.GetElementById("set-Places-error")!.TextContent);
        Assert.Equal(("2.5", "kept \"as\" typed"), (page.GetElementById("set-Places")!.GetAttribute("value"), page.GetElementById("set-Label")!.GetAttribute("value")));

        using var rule = await Save(Box, 0, ("set.Label", "Box"), ("set.Places", "2"), ("set.Open", "no"));
        Assert.Equal("A closed box has one place.", (await Read(rule)).GetElementById("set-Places-error")!.TextContent);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_both_texts_and_may_then_save()
    {
        using var first = await Save(Box, 0, ("set.Label", "Theirs"), ("set.Places", "4"), ("set.Open", "yes"));
        using var second = await Save(Box, 0, ("set.Label", "Mine"), ("set.Places", "4"), ("set.Open", "yes"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = await Read(second);
        Assert.Equal(["Label", "Mine", "Theirs"], page.QuerySelectorAll(".notice tbody td").Select(td => td.TextContent));
        Assert.Equal("Mine", page.GetElementById("set-Label")!.GetAttribute("value"));
        Assert.Equal("1", page.QuerySelector("form.narrow [name=version]")!.GetAttribute("value"));

        using var again = await Save(Box, 1, ("set.Label", "Mine"), ("set.Places", "4"), ("set.Open", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_secret_is_taken_and_never_shown_logged_or_lost_when_its_field_is_left_empty()
    {
        using var first = await Save(Box, 0, ("set.Label", "Box"), ("set.Places", "3"), ("set.Open", "yes"), ("set.Key", SettingsWorld.Secret));
        var page = await Page(Box);
        Assert.Equal(("password", null), (page.GetElementById("set-Key")!.GetAttribute("type"), page.GetElementById("set-Key")!.GetAttribute("value")));

        using var second = await Save(Box, 1, ("set.Label", "Other"), ("set.Places", "3"), ("set.Open", "yes"), ("set.Key", ""));
        using var conflict = await Save(Box, 1, ("set.Label", "Third"), ("set.Places", "3"), ("set.Open", "yes"), ("set.Key", "another"));
        var reset = await Page(Box + "/reset");

        Assert.Equal(SettingsWorld.Secret, await host.InScope(s => Task.FromResult(((BoxSettings)s.GetService(typeof(BoxSettings))!).Key)));
        foreach (var text in new[] { page.ToHtml(), (await Read(conflict)).ToHtml(), reset.ToHtml(), host.Log })
        {
            Assert.DoesNotContain(SettingsWorld.Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("another", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everything_can_be_set_back_after_reading_what_will_be_lost()
    {
        using var saved = await Save(Box, 0, ("set.Label", "Theirs"), ("set.Places", "4"), ("set.Open", "yes"), ("set.Colours", "red"));
        var ask = await Page(Box + "/reset");
        Assert.Equal(["Label: Theirs → Box", "Places: 4 → 3"], ask.QuerySelectorAll(".notice li").Select(li => li.TextContent));

        using var back = await admin.PostForm(Box + "/reset", Box + "/reset", ("version", "1"));

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("Box", (await Page(Box)).GetElementById("set-Label")!.GetAttribute("value"));
    }

    [Theory, InlineData("en"), InlineData("vi"), InlineData("zh-Hans")]
    public async Task A_page_of_numbers_sent_back_as_it_was_shown_changes_nothing_in_any_language(string language)
    {
        var numbers = 0;
        foreach (var link in (await Page("/staff/admin/settings")).QuerySelectorAll("table.rows a").Select(a => a.GetAttribute("href")!).Where(l => l.StartsWith("/staff/admin/settings/", StringComparison.Ordinal)))
        {
            var shown = await Page($"{link}?lang={language}");
            var form = (AngleSharp.Html.Dom.IHtmlFormElement)shown.QuerySelector("form:has([name=version])")!;
            var sent = form.Elements.OfType<AngleSharp.Html.Dom.IHtmlElement>().SelectMany(Typed).ToList();
            numbers += form.QuerySelectorAll("[inputmode]").Length;

            using var saved = await admin.PostAsync($"{link}?lang={language}", new FormUrlEncodedContent(sent), Token);

            Assert.True(saved.StatusCode is HttpStatusCode.Redirect, $"{link}: {(await Read(saved)).QuerySelector(".error-summary")?.TextContent}");
            var after = await Page($"{link}?lang={language}");
            Assert.Equal(Values(shown), Values(after));
        }

        Assert.True(numbers > 20, $"only {numbers} number fields were found");

        static IEnumerable<string> Values(IDocument page) => page.QuerySelectorAll("form [inputmode]").Select(i => $"{i.GetAttribute("name")}={i.GetAttribute("value")}");
    }

    [Theory, InlineData("en"), InlineData("vi"), InlineData("zh-Hans")]
    public async Task One_and_a_half_is_one_and_a_half_in_every_language(string language)
    {
        using var saved = await admin.PostForm(Box, $"{Box}?lang={language}", ("version", "0"), ("set.Label", "Box"), ("set.Places", "3"), ("set.Open", "yes"), ("set.Weight", "1.5"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(1.5m, await host.InScope(s => Task.FromResult(((BoxSettings)s.GetService(typeof(BoxSettings))!).Weight)));
        Assert.Equal("1.5", (await Page($"{Box}?lang={language}")).GetElementById("set-Weight")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nonsense_is_answered_in_words()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/staff/admin/settings/no-such", Token)).StatusCode);
        using var strange = await Save(Box, 0, ("set.Nothing", "x"), ("set.Label", "Box"), ("set.Places", "3"), ("set.Open", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, strange.StatusCode);
        using var twice = await Save(Box, 0, ("set.Label", "a"), ("set.Label", "b"), ("set.Places", "99999999999999999999"), ("set.Open", "maybe"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
    }

    [Fact]
    public async Task Fewer_tries_are_in_force_at_once()
    {
        await host.Set(new PeopleSettings { TriesPerName = 1 });
        using var browser = host.NewClient();
        foreach (var expected in new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests })
        {
            using var tried = await browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "hoa"), ("Password", "wrong"));
            Assert.Equal(expected, tried.StatusCode);
        }
    }

    /// <summary>What a browser sends of a field.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Typed(AngleSharp.Html.Dom.IHtmlElement field) => field switch
    {
        AngleSharp.Html.Dom.IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        AngleSharp.Html.Dom.IHtmlInputElement { Name: { } name } input => [new(name, input.Value)],
        AngleSharp.Html.Dom.IHtmlTextAreaElement { Name: { } name } text => [new(name, text.Value)],
        AngleSharp.Html.Dom.IHtmlSelectElement { Name: { } name } select => select.Options.Where(o => o.IsSelected).Select(o => KeyValuePair.Create(name, o.Value)),
        _ => [],
    };

    private Task<HttpResponseMessage> Save(string page, int version, params (string, string)[] fields) =>
        admin.PostForm(page, page, [.. fields, ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    private async Task<IDocument> Page(string url)
    {
        using var answer = await admin.GetAsync(url, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Read(answer);
    }

    private static async Task<IDocument> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Token);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
    }
}
