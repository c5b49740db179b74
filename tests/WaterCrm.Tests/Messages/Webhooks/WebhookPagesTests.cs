using System.Net;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Webhooks.Features;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.Webhooks;

/// <summary>The pages on which an administrator decides which systems are told what.</summary>
public sealed partial class WebhookPagesTests : IAsyncLifetime
{
    private const string List = "/staff/admin/webhooks";

    private TestHost host = null!;
    private HttpClient admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        admin = await host.SignedInAs(StandardRoles.Administrator);
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_added_its_secret_shown_once_changed_paused_tried_and_deleted()
    {
        Assert.NotNull((await admin.Visit(List)).QuerySelector(".empty"));
        using var refused = await admin.PostForm(List + "/new", List + "/new", ("Name", "Map"), ("Address", "http://10.0.0.1/"), ("Events", "complaints.closed"));
        var again = await refused.Html();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "#Address", "http://10.0.0.1/"), (refused.StatusCode, again.QuerySelector(".error-summary a")!.GetAttribute("href"), again.QuerySelector("#Address")!.GetAttribute("value")));
        Assert.NotNull(again.QuerySelector("input[value='complaints.closed'][checked]"));

        using var made = await admin.PostForm(List + "/new", List + "/new", ("Name", "Map"), ("Address", "https://map.example.org/hooks/4f0c"), ("Events", "complaints.closed"), ("Events", "sops.task-became-late"));
        var secret = SecretOnPage().Match(WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync(Token))).Value;
        Assert.Equal(6 + 44, secret.Length);
        var row = Assert.Single(await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ListWebhooks(), Token)));
        var list = await admin.Visit(List);
        Assert.Contains("A complaint was closed, A step of a case became late", list.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("4f0c", list.Body.InnerHtml, StringComparison.Ordinal);
        foreach (var page in new[] { List, $"{List}/{row.Id}" }) Assert.DoesNotContain(secret, WebUtility.HtmlDecode(await admin.GetStringAsync(page, Token)), StringComparison.Ordinal);

        using var changed = await admin.PostForm($"{List}/{row.Id}", $"{List}/{row.Id}", ("Name", "Maps"), ("Address", "https://map.example.org/hooks/4f0c"), ("Events", "complaints.closed"), ("Version", $"{row.Version}"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var late = await admin.PostForm($"{List}/{row.Id}", $"{List}/{row.Id}", ("Name", "Late"), ("Address", "https://map.example.org/"), ("Events", "complaints.closed"), ("Version", $"{row.Version}"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        using var tried = await admin.PostForm(List, $"{List}/{row.Id}/try");
        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        Assert.Contains("Trial delivery", (await admin.Visit("/staff/admin/messages?channel=webhook")).Body!.TextContent, StringComparison.Ordinal);
        using var paused = await admin.PostForm(List, $"{List}/{row.Id}/pause");
        Assert.Contains("paused since", (await admin.Visit(List)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostForm(List, $"{List}/{row.Id}/try")).StatusCode);
        using var goes = await admin.PostForm(List, $"{List}/{row.Id}/continue");
        using var renewed = await admin.PostForm($"{List}/{row.Id}/secret", $"{List}/{row.Id}/secret");
        Assert.NotEqual(secret, SecretOnPage().Match(WebUtility.HtmlDecode(await renewed.Content.ReadAsStringAsync(Token))).Value);
        using var deleted = await admin.PostForm($"{List}/{row.Id}/delete", $"{List}/{row.Id}/delete");
        Assert.NotNull((await admin.Visit(List)).QuerySelector(".empty"));

        var audit = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action.StartsWith("webhooks.")).Select(a => new { a.Action, a.Changes }).ToListAsync(Token));
        Assert.Equal(["webhooks.added", "webhooks.changed", "webhooks.continued", "webhooks.deleted", "webhooks.paused", "webhooks.secret-renewed", "webhooks.tried"], audit.Select(a => a.Action).Order());
        Assert.DoesNotContain(audit, a => a.Changes?.Contains("4f0c", StringComparison.Ordinal) is true || a.Changes?.Contains("whsec", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Who_may_not_decide_it_sees_nothing_of_it_and_what_is_not_there_is_not_found()
    {
        using var head = await host.SignedInAs(StandardRoles.HeadOfCustomerCare);
        Assert.Equal(HttpStatusCode.Forbidden, (await head.GetAsync(List, Token)).StatusCode);
        foreach (var path in new[] { "", "/secret", "/delete" }) Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"{List}/{Guid.NewGuid()}{path}", Token)).StatusCode);
        foreach (var action in new[] { "pause", "continue", "try", "delete", "secret" }) Assert.Equal(HttpStatusCode.NotFound, (await admin.PostForm(List + "/new", $"{List}/{Guid.NewGuid()}/{action}")).StatusCode);
        foreach (var fields in new (string, string)[][] { [], [("Name", "a\0b"), ("Address", "\0"), ("Events", "\0")], [("Name", "x"), ("Address", "https://example.org/"), ("Events", "complaints.closed"), ("Version", "x")] })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.PostForm(List + "/new", List + "/new", fields)).StatusCode);
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/]+=*")]
    private static partial Regex SecretOnPage();
}
