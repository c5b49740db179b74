using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Guidance;

/// <summary>The link at the foot of the pages, the form behind it, and the list of whoever looks after it, through the real host.</summary>
public sealed class SayingWhatIsWrongTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Somebody_of_the_staff_says_it_from_the_page_and_is_back_on_the_page()
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        var link = (await care.Visit("/staff/customers?q=0912345678")).QuerySelector(".page-foot a")!.GetAttribute("href")!;
        Assert.Equal("/staff/feedback?page=%2Fstaff%2Fcustomers", link);   // without what was searched for

        var sent = await care.Send("/staff/feedback", (await care.Visit(link)).Filled("/staff/feedback", ("Text", "The list should show the zone.")));

        Assert.Equal("/staff/customers", sent.Headers.Location!.OriginalString);
        Assert.Contains("Thank you", (await care.Visit("/staff/customers")).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
        var kept = await Kept();
        Assert.Equal(("/staff/customers", StandardRoles.CareStaff, clock.Utc()), (kept.Page, kept.PersonName, kept.At));
    }

    [Theory]
    [InlineData("", "Say what is wrong or missing.")]
    [InlineData("long", "Use at most 2,000 characters.")]
    public async Task What_is_refused_says_why_and_keeps_what_was_typed(string text, string said)
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        if (text == "long") text = new string('x', 2001);

        var refused = await care.Send("/staff/feedback", (await care.Visit("/staff/feedback?page=/staff")).Filled("/staff/feedback", ("Text", text)));
        var page = await refused.Html();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("#Text", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains(said, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, page.QuerySelector("#Text")!.TextContent.Trim());
        Assert.Equal("/staff", page.QuerySelector("input[name=Page]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://example.org/")]
    public async Task Without_a_page_it_is_refused_in_words_and_leads_nowhere_else(string about)
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);

        var refused = await care.PostForm("/staff/feedback", "/staff/feedback", ("Text", "Hello"), ("Page", about));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var away = await care.PostForm("/staff/feedback", "/staff/feedback", ("Text", "Hello"), ("Page", "//example.org"));
        Assert.Equal("/staff", away.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Anybody_says_it_on_a_public_page_without_the_code_that_stands_in_its_address()
    {
        var track = await host.Client.GetAsync("/track/5N8P-3HGT-V6XA-2CEJ", Token);
        var link = (await track.Html()).QuerySelector(".page-foot a")!.GetAttribute("href")!;
        Assert.Equal("/feedback?page=%2Ftrack%2F%7Bcode%7D", link);
        Assert.DoesNotContain("5N8P", link, StringComparison.Ordinal);
        var form = await host.Client.Visit("/feedback?page=%2Ftrack%2F%7Bcode%7D");
        clock.Advance(TimeSpan.FromSeconds(10));

        var sent = await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "I do not understand “escalated”.")));
        var again = await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "I do not understand “escalated”.")));

        Assert.Equal(("/feedback/thanks", "/feedback/thanks"), (sent.Headers.Location!.OriginalString, again.Headers.Location!.OriginalString));
        var kept = await Kept();
        Assert.Equal(("/track/{code}", null, null), (kept.Page, kept.PersonId, kept.PersonName));
    }

    [Fact]
    public async Task A_program_is_asked_again_and_a_flood_has_to_wait_and_nothing_typed_is_lost()
    {
        await host.Set(new FeedbackSettings { PublicPerMinute = 1 });
        var form = await host.Client.Visit("/feedback?page=/report");
        Assert.Contains("faster", await Summary(await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "Buy now")))), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("nobody can see", await Summary(await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "Buy now"), ("Website", "http://spam.example")))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "First")))).StatusCode);

        var crowded = await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "Second")));
        var page = await crowded.Html();

        Assert.Equal(HttpStatusCode.TooManyRequests, crowded.StatusCode);
        Assert.Equal("Second", page.QuerySelector("#Text")!.TextContent.Trim());
        clock.Advance(TimeSpan.FromDays(2));
        var old = await host.Client.Send("/feedback", form.Filled("/feedback", ("Text", "Third")));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.Redirect, (await host.Client.Send("/feedback", (await old.Html()).Filled("/feedback", ("Text", "Third")))).StatusCode);
    }

    [Fact]
    public async Task The_administrator_reads_it_and_marks_it_as_done_with_a_note_and_takes_it_back()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        Assert.NotNull((await admin.Visit("/staff/admin/feedback")).QuerySelector(".empty"));
        await Say(admin, "=cmd()");
        var row = (await admin.Visit("/staff/admin/feedback")).QuerySelector("table.rows a")!.GetAttribute("href")!;
        var page = await admin.Visit(row);
        Assert.Contains("/staff/zones", page.QuerySelectorAll(".facts a").Select(a => a.GetAttribute("href")));

        var refused = await admin.Send(row + "/done", page.Filled(row + "/done", ("note", " ")));
        Assert.Contains("Say in a few words", await Summary(refused), StringComparison.Ordinal);
        var done = await admin.Send(row + "/done", page.Filled(row + "/done", ("note", "Corrected.")));
        Assert.Equal("/staff/admin/feedback", done.Headers.Location!.OriginalString);
        var list = await admin.Visit("/staff/admin/feedback");
        Assert.NotNull(list.QuerySelector(".flash form"));
        Assert.NotNull(list.QuerySelector(".empty"));
        Assert.Single((await admin.Visit("/staff/admin/feedback?tab=done")).QuerySelectorAll("table.rows tbody tr"));
        var file = await admin.GetStringAsync("/staff/admin/feedback/export?tab=all", Token);
        Assert.StartsWith("When,Who,Page,What was said,Version,Language,State,What was done,Done on,Done by\r\n", file.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("'=cmd()", file, StringComparison.Ordinal);
        Assert.Contains("Corrected.", file, StringComparison.Ordinal);
        await admin.Send(row + "/reopen", list.Filled(row + "/reopen"));
        Assert.Single((await admin.Visit("/staff/admin/feedback")).QuerySelectorAll("table.rows tbody tr"));
        Assert.Equal(["feedback.done", "feedback.exported", "feedback.reopened", "feedback.sent"], (await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action.StartsWith("feedback.")).Select(a => a.Action).ToListAsync())).Order());
    }

    [Fact]
    public async Task The_webmaster_reads_what_was_said_and_not_by_whom()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        using var webmaster = await host.SignedInAs(StandardRoles.Webmaster);
        await Say(admin, "Ask 0912 345 678.");

        var pages = await webmaster.GetStringAsync("/staff/admin/feedback", Token) + await webmaster.GetStringAsync("/staff/admin/feedback/export", Token);

        Assert.DoesNotContain("Administrator", pages, StringComparison.Ordinal);
        Assert.DoesNotContain("345 678", pages, StringComparison.Ordinal);
        Assert.Contains("Ask ", pages, StringComparison.Ordinal);
        Assert.Contains("345 678", await admin.GetStringAsync("/staff/admin/feedback", Token), StringComparison.Ordinal);
    }

    private static async Task Say(HttpClient browser, string text) =>
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send("/staff/feedback", (await browser.Visit("/staff/feedback?page=/staff/zones")).Filled("/staff/feedback", ("Text", text)))).StatusCode);

    private static async Task<string> Summary(HttpResponseMessage answer) => (await answer.Html()).QuerySelector(".error-summary")!.TextContent;

    private Task<PageRemark> Kept() => host.InScope(s => s.GetRequiredService<KernelDbContext>().Feedback.SingleAsync());
}
