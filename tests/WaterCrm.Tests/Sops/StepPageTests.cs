using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>The shipped complaint procedure in the real host, as a browser without scripts sees it.</summary>
public sealed class StepPageTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(services: TestLogin.Use);
        host.Client.DefaultRequestHeaders.Add(TestLogin.Header, "Sops.Answer, Sops.AnswerAny, Sops.Reopen");
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_step_is_answered_on_its_page_and_the_next_one_waits()
    {
        var (subject, task) = await Open("recorded", "acknowledged");
        var page = await Get($"/staff/tasks/{task}");
        Assert.Equal(["Receive", "Acknowledge", "Assess", "Investigate", "Resolve", "Tell the customer", "Call back", "Close"], page.QuerySelectorAll(".case-steps .step-head > span:first-child").Select(e => e.TextContent));

        var answered = await Post(page, "ours", ("answers.severity", "high"), ("answers.repeated", "yes"));

        Assert.Equal((HttpStatusCode.Redirect, $"/staff/tasks/{task}"), (answered.StatusCode, answered.Headers.Location?.OriginalString));
        Assert.Equal("investigate", (await Show(subject)).Current!.StepId);
    }

    [Fact]
    public async Task What_was_typed_stays_and_each_mistake_stands_beside_its_field()
    {
        var (subject, task) = await Open("recorded", "acknowledged");

        var refused = await Post(await Get($"/staff/tasks/{task}"), "escalate", ("answers.severity", "vast"), ("answers.duty", "Contract, art. 5"), ("comment", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Parse(refused);
        Assert.Equal("Contract, art. 5", Assert.IsType<IHtmlInputElement>(page.QuerySelector("[name='answers.duty']"), exactMatch: false).Value);
        Assert.Contains("not among those offered", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Say in a few words why.", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("[role=alert]"));   // one list of what is wrong
        Assert.Equal("assess", (await Show(subject)).Current!.StepId);
    }

    [Fact]
    public async Task The_second_to_answer_sees_who_was_first_and_keeps_the_text()
    {
        var (_, task) = await Open("recorded", "acknowledged");
        var stale = await Get($"/staff/tasks/{task}");
        await Post(stale, "ours", ("answers.severity", "low"));

        var refused = await Post(stale, "ours", ("answers.severity", "high"), ("answers.duty", "My own words"), ("comment", "Mine"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await Parse(refused);
        Assert.Contains("test was first and answered this step at", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("My own words", page.QuerySelector(".notice")!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("Mine", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_comes_back_to_ones_own_page_and_never_to_a_foreign_one()
    {
        var (_, task) = await Open("recorded", "acknowledged");
        var page = await Get($"/staff/tasks/{task}");

        var away = await Post(page, "ours", ("answers.severity", "low"), ("returnUrl", "https://elsewhere.example/"));

        Assert.Equal($"/staff/tasks/{task}", away.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_clock_is_stopped_with_a_reason_and_the_page_says_so()
    {
        var (subject, task) = await Open("recorded");
        var page = await Get($"/staff/tasks/{task}");
        var run = (await Show(subject)).CaseId;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(page, $"/staff/cases/{run}/pause", null, ("reason", " "))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(page, $"/staff/cases/{run}/pause", null, ("reason", "Looks for the bill"))).StatusCode);

        Assert.Contains("Looks for the bill", (await Get($"/staff/tasks/{task}")).QuerySelector(".notice-warn")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inbox_leads_to_the_step()
    {
        var (_, task) = await Open("recorded");
        var claim = await Get($"/staff/tasks/{task}");
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/staff/tasks?tab=nonsense&after=nonsense", Token)).StatusCode);
        Assert.NotNull(claim.QuerySelector($"form[action='/staff/tasks/{task}/claim']"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync($"/staff/tasks/{Guid.NewGuid()}", Token)).StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<(Guid Subject, Guid Task)> Open(params string[] taken)
    {
        var subject = Guid.CreateVersion7();
        var opened = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new OpenCase
        {
            Sop = "complaints.complaint", SubjectKind = "test", SubjectId = subject, SubjectName = "C-2026-000001", Variety = "billing", AlreadyTaken = taken,
        }, Token));
        Assert.Null(opened.Error);
        return (subject, (await Show(subject)).Current!.TaskId);
    }

    private async Task<CaseView> Show(Guid subject) => (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowCase("test", subject), Token)))!;

    private async Task<IHtmlDocument> Get(string address)
    {
        var answer = await host.Client.GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Parse(answer);
    }

    private static async Task<IHtmlDocument> Parse(HttpResponseMessage answer) =>
        (IHtmlDocument)await BrowsingContext.New().OpenAsync(async r => r.Content(await answer.Content.ReadAsStringAsync(Token)), Token);

    private Task<HttpResponseMessage> Post(IHtmlDocument page, string outcome, params (string Name, string Value)[] fields) =>
        Post(page, page.QuerySelector(".step-now form")!.GetAttribute("action")!, outcome, fields);

    private Task<HttpResponseMessage> Post(IHtmlDocument page, string address, string? outcome, params (string Name, string Value)[] fields)
    {
        var sent = fields.ToDictionary(f => f.Name, f => f.Value);
        sent["__RequestVerificationToken"] = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        if (outcome is not null) (sent["outcome"], sent["version"]) = (outcome, page.QuerySelector("[name=version]")!.GetAttribute("value")!);
        return host.Client.PostAsync(address, new FormUrlEncodedContent(sent), Token);
    }
}
