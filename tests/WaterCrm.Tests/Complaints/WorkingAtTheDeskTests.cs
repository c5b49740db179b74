using System.Net;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

/// <summary>The staff's pages through the real host: taken at the telephone, found in the list, closed step by step, opened again.</summary>
public sealed class WorkingAtTheDeskTests : IAsyncLifetime
{
    private const string Care = "Complaints.View, Complaints.Record, Complaints.Work, Complaints.Reopen, Sops.Answer, Sops.AnswerAny, Sops.Reopen";

    private readonly FakeTime clock = new();
    private TestHost host = null!;
    private HttpClient desk = null!;

    public async ValueTask InitializeAsync()
    {
        host = await PublicPages.Start(clock);
        desk = host.Staff(Care);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Fact]
    public async Task Taken_at_the_telephone_it_has_a_number_to_read_out_and_stands_in_the_list()
    {
        var recorded = await Record();

        var page = await desk.Visit(recorded);
        Assert.Equal("C-2026-000001", page.QuerySelector(".number-big")!.TextContent);
        Assert.Equal("/staff/complaints/new", page.QuerySelector("[data-key=n]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector(".code"));
        Assert.Null((await desk.Visit(recorded)).QuerySelector(".code"));   // told once

        var list = await desk.Visit("/staff/complaints?kind=no-water&q=le+loi");
        Assert.Equal("C-2026-000001", Assert.Single(list.QuerySelectorAll("table.rows tbody tr a")).TextContent);
        Assert.Equal(2, list.QuerySelectorAll(".chips li:not(.clear)").Length);
    }

    [Fact]
    public async Task Whoever_only_records_sees_what_they_have_just_recorded_and_nobody_elses()
    {
        var others = await Record();
        desk = host.Staff("Complaints.Record");
        var own = await Record();

        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync(own, PublicPages.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync(own, PublicPages.Token)).StatusCode);   // also when it is loaded again
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync(others, PublicPages.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Staff(Care).GetAsync(others, PublicPages.Token)).StatusCode);
    }

    [Fact]
    public async Task What_is_missing_at_the_desk_is_named_and_the_rest_is_kept()
    {
        var form = (await desk.Visit("/staff/complaints/new")).Filled("/staff/complaints/new", ("Text", "Dry since noon"), ("Caller", "0912 345 678"));

        var refused = await desk.Send("/staff/complaints/new", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Html();
        Assert.Equal(["#Kind", "#Place"], page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")!).Order());
        Assert.Contains("Dry since noon", page.QuerySelector("#Text")!.TextContent);
        Assert.Equal("0912 345 678", page.QuerySelector("#Caller")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Step_by_step_it_is_closed_and_the_customer_opens_it_again()
    {
        var recorded = await Record();
        var code = (await desk.Visit(recorded)).QuerySelector(".code")!.TextContent;
        var address = recorded[..^"/recorded".Length];

        await Answer(address, "refer-on");
        await Answer(address, "referred", ("answers.body", "City drainage company"), ("answers.sent", "The whole report"), ("answers.told", "yes"));

        Assert.Empty((await desk.Visit("/staff/complaints")).QuerySelectorAll("table.rows tbody tr"));
        Assert.Single((await desk.Visit("/staff/complaints?tab=closed")).QuerySelectorAll("table.rows tbody tr"));

        var tracked = await host.Client.Visit($"/track/{code}");
        var reopened = await host.Client.Send($"/track/{code}/reopen", tracked.Filled($"/track/{code}/reopen", ("reason", "Dry again")));

        Assert.Equal(HttpStatusCode.Redirect, reopened.StatusCode);
        Assert.Single((await desk.Visit("/staff/complaints")).QuerySelectorAll("table.rows tbody tr"));
        Assert.Contains("Dry again", (await desk.Visit(address)).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Of_two_colleagues_who_answer_the_same_step_the_second_keeps_the_text()
    {
        var address = (await Record())[..^"/recorded".Length];
        var (first, second) = (await desk.Visit(address), await desk.Visit(address));
        Assert.Equal(HttpStatusCode.Redirect, (await Answer(first, "refer-on", "Not our pipe")).StatusCode);

        var late = await Answer(second, "refer-on", "I thought so too");

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("I thought so too", await late.Content.ReadAsStringAsync(PublicPages.Token));
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_permission_of_the_page()
    {
        var address = (await Record())[..^"/recorded".Length];
        using var viewer = host.Staff("Complaints.View");

        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("/staff/complaints/new", PublicPages.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync(address, PublicPages.Token)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await host.Client.GetAsync("/staff/complaints", PublicPages.Token)).StatusCode);
    }

    [Fact]
    public async Task A_photo_is_shown_to_colleagues_only_and_not_under_another_complaint()
    {
        var report = await host.Client.Visit("/report");
        clock.Advance(TimeSpan.FromSeconds(20));
        await host.Client.Send("/report", report.Filled("/report", ("Kind", "leak"), ("Place", "5 Trần Phú")).With("Photos", "leak.png", PublicPages.Png));
        var row = (await desk.Visit("/staff/complaints")).QuerySelector("table.rows tbody tr a")!.GetAttribute("href")!;
        var photo = (await desk.Visit(row)).QuerySelector(".photos a")!.GetAttribute("href")!;

        var shown = await desk.GetAsync(photo, PublicPages.Token);
        Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
        Assert.NotEqual(HttpStatusCode.OK, (await host.Client.GetAsync(photo, PublicPages.Token)).StatusCode);
        var other = (await Record())[..^"/recorded".Length];
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"{other}/photos/{photo.Split('/')[^1]}", PublicPages.Token)).StatusCode);
    }

    private async Task<string> Record()
    {
        var form = (await desk.Visit("/staff/complaints/new")).Filled("/staff/complaints/new",
            ("Caller", "0912 345 678"), ("Kind", "no-water"), ("Place", "12 Lê Lợi"), ("Text", "Dry since noon"), ("TellBy", "Message"), ("Channel", "Phone"));
        var answer = await desk.Send("/staff/complaints/new", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private async Task Answer(string address, string outcome, params (string Name, string Value)[] fields) =>
        Assert.Equal(HttpStatusCode.Redirect, (await Answer(await desk.Visit(address), outcome, "as told", fields)).StatusCode);

    private Task<HttpResponseMessage> Answer(AngleSharp.Html.Dom.IHtmlDocument page, string outcome, string comment, params (string Name, string Value)[] fields)
    {
        var to = page.QuerySelector(".step-now form")!.GetAttribute("action")!;
        return desk.Send(to, page.Filled(to, [("outcome", outcome), ("comment", comment), .. fields]));
    }
}
