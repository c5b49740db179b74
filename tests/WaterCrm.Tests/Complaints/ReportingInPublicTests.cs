using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

/// <summary>The public pages through the real host: report, track, add, and everything people or programs send by mistake or on purpose.</summary>
public sealed class ReportingInPublicTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private HttpClient Browser => host.Client;

    public async ValueTask InitializeAsync() => host = await PublicPages.Start(clock);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Fact]
    public async Task A_report_with_a_photo_gets_its_number_and_link_at_once()
    {
        var sent = await Browser.Send("/report", (await Form()).With("Photos", "leak.png", PublicPages.Png));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var done = await Browser.Visit(sent.Headers.Location!.ToString());
        Assert.Equal("C-2026-000001", done.QuerySelector(".number-big")!.TextContent);
        var link = new Uri(done.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(h => h.Contains("/track/")));
        var tracked = await Browser.Visit(link.PathAndQuery);
        Assert.NotEmpty(tracked.QuerySelectorAll(".stages li.done"));
        Assert.Single(tracked.QuerySelectorAll(".stages li[aria-current]"));
        Assert.All(["Hoa", "0912", "Lê Lợi", "cellar"], personal => Assert.DoesNotContain(personal, tracked.Body!.TextContent));
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<ComplaintsDbContext>().Photos.CountAsync()));
    }

    [Fact]
    public async Task A_double_click_makes_one_complaint_and_both_answers_are_the_same()
    {
        var page = await Page();
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Browser.Send("/report", Filled(page))));

        Assert.Equal(answers[0].Headers.Location, answers[1].Headers.Location);
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task What_is_missing_is_named_at_its_field_and_what_was_typed_is_kept()
    {
        var refused = await Browser.Send("/report", Filled(await Page(), place: "", phone: "no number"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Html();
        Assert.Equal(["#ContactPhone", "#Place"], page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")!).Order());
        Assert.Contains("cellar", page.QuerySelector("#Text")!.TextContent);
        Assert.Equal("no number", page.QuerySelector("#ContactPhone")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("input[value=leak][checked]"));
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_program_in_the_clothes_of_a_picture_is_refused_and_the_text_is_kept()
    {
        var refused = await Browser.Send("/report", (await Form()).With("Photos", "holiday.jpg", [(byte)'M', (byte)'Z', .. new byte[4000]]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Html();
        Assert.Equal("#Photos", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("cellar", page.QuerySelector("#Text")!.TextContent);
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_with_the_limit_and_the_text_is_kept()
    {
        var refused = await Browser.Send("/report", (await Form()).With("Photos", "huge.png", [.. PublicPages.Png, .. new byte[50 * 1024 * 1024]]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        var page = await refused.Html();
        Assert.Contains("10 MB", page.QuerySelector(".error-summary")!.TextContent);
        Assert.Contains("cellar", page.QuerySelector("#Text")!.TextContent);
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_hundred_megabytes_are_refused_with_a_page()
    {
        var refused = await Browser.Send("/report", (await Form()).With("Photos", "huger.png", new byte[100 * 1024 * 1024]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("<h1", await refused.Content.ReadAsStringAsync(PublicPages.Token));
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_program_that_is_faster_than_people_or_fills_what_nobody_sees_is_asked_again()
    {
        var page = await Browser.Visit("/report");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Browser.Send("/report", Filled(page))).StatusCode);

        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Browser.Send("/report", Filled(page, website: "http://spam.example"))).StatusCode);
        Assert.Equal(0, await Count());

        Assert.Equal(HttpStatusCode.Redirect, (await Browser.Send("/report", Filled(page))).StatusCode);
    }

    [Fact]
    public async Task A_page_that_was_open_for_two_days_is_taken_at_the_second_try()
    {
        var old = await Page();
        clock.Advance(TimeSpan.FromDays(2));

        var refused = await Browser.Send("/report", Filled(old));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Redirect, (await Browser.Send("/report", Filled(await refused.Html()))).StatusCode);
    }

    [Fact]
    public async Task Broken_bytes_and_NUL_are_refused_at_their_field()
    {
        foreach (var bytes in new[] { "before \0 after"u8.ToArray(), [(byte)'x', 0xC3, 0x28, 0xFF] })
        {
            var form = (await Page()).Filled("/report", ("Kind", "leak"), ("Place", "12 Lê Lợi"));
            form.Add(new ByteArrayContent(bytes), "Text");
            var refused = await Browser.Send("/report", form);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal("#Text", (await refused.Html()).QuerySelector(".error-summary a")!.GetAttribute("href"));
        }

        Assert.Equal(0, await Count());
    }

    [Theory]
    [InlineData("Text", "U+FFFE \uFFFE here"), InlineData("Place", "12 \uFFFE Lê Lợi"), InlineData("ContactName", "Hoa\uFFFF")]
    public async Task A_character_that_is_none_is_refused_at_its_field(string field, string text)
    {
        var page = await Page();
        var typed = new Dictionary<string, string> { ["Kind"] = "leak", ["Place"] = "12 Lê Lợi", ["Text"] = "wet", [field] = text };
        var refused = await Browser.Send("/report", page.Filled("/report", [.. typed.Select(t => (t.Key, t.Value))]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("#" + field, (await refused.Html()).QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal(0, await Count());
    }

    [Theory]
    [InlineData("NaN", "106.7"), InlineData("10.8", "NaN"), InlineData("Infinity", "106.7"), InlineData("10.8", "-Infinity"), InlineData("91", "0")]
    [InlineData("NaN", "NaN"), InlineData("Infinity", "-Infinity"), InlineData("1e400", "106.7"), InlineData("10,8", "106,7"), InlineData("here", "there"), InlineData("10.8", "181")]
    public async Task A_position_that_is_no_place_is_refused(string latitude, string longitude)
    {
        var refused = await Browser.Send("/report", (await Page()).Filled("/report", ("Kind", "leak"), ("Place", "12 Lê Lợi"), ("Text", "wet"), ("Latitude", latitude), ("Longitude", longitude)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Html();
        Assert.Matches("is not a number|lies between|or neither", page.QuerySelector(".error-summary")!.TextContent);
        Assert.Equal(("12 Lê Lợi", "wet"), (page.QuerySelector("#Place")!.GetAttribute("value"), page.QuerySelector("#Text")!.TextContent.Trim()));
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task Marks_that_turn_the_direction_of_writing_are_taken_out()
    {
        var sent = await Browser.Send("/report", (await Page()).Filled("/report", ("Kind", "leak"), ("Place", "12 \u202ELê Lợi\u202C"), ("Text", "\u2066wet\u2069 \u200Fcellar"), ("ContactPhone", "\u202D0912 345 678\u202C")));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var kept = await host.InScope(s => s.GetRequiredService<ComplaintsDbContext>().Complaints.SingleAsync());
        Assert.Equal(("12 Lê Lợi", "wet cellar", "0912 345 678"), (kept.Place, kept.Text, kept.ContactPhone));
    }

    [Fact]
    public async Task A_wrong_code_and_an_unknown_one_look_alike()
    {
        var pages = new List<string>();
        foreach (var code in new[] { "5N8P-3HGT-V6XA-2CEJ", "C-2026-000001", "nonsense" })
        {
            var answer = await Browser.GetAsync($"/track/{code}", PublicPages.Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            pages.Add((await answer.Content.ReadAsStringAsync(PublicPages.Token)).Replace(code, "CODE", StringComparison.Ordinal));
        }

        Assert.Equal(pages[0], pages[1]);
        Assert.Equal(pages[0], pages[2]);
    }

    [Fact]
    public async Task Whoever_has_the_code_adds_something()
    {
        var code = (await Browser.Send("/report", await Form())).Headers.Location!.ToString().Split('/')[^1];
        var tracked = await Browser.Visit($"/track/{code}");

        var added = await Browser.Send($"/track/{code}/add", tracked.Filled($"/track/{code}/add", ("text", "It is in the cellar now")));

        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.DoesNotContain("in the cellar now", (await Browser.Visit($"/track/{code}")).Body!.TextContent);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<ComplaintsDbContext>().Additions.CountAsync()));
    }

    [Theory]
    [InlineData("vi", "Báo sự cố"), InlineData("zh-Hans", "反映问题"), InlineData("en", "Report a problem")]
    public async Task The_form_speaks_three_languages(string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/report");
        request.Headers.AcceptLanguage.ParseAdd(language);

        Assert.Equal(title, (await (await Browser.SendAsync(request, PublicPages.Token)).Html()).QuerySelector("h1")!.TextContent);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Page()
    {
        var page = await Browser.Visit("/report");
        clock.Advance(TimeSpan.FromSeconds(20));   // as long as somebody takes to type
        return page;
    }

    private async Task<MultipartFormDataContent> Form() => Filled(await Page());

    private static MultipartFormDataContent Filled(AngleSharp.Html.Dom.IHtmlDocument page, string place = "12 Lê Lợi", string phone = "0912 345 678", string website = "") =>
        page.Filled("/report", ("Kind", "leak"), ("Place", place), ("Text", "Water runs into the cellar"), ("ContactName", "Hoa"), ("ContactPhone", phone), ("Website", website));

    private Task<int> Count() => host.InScope(s => s.GetRequiredService<ComplaintsDbContext>().Complaints.CountAsync());
}
