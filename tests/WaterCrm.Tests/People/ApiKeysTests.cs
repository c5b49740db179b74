using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>Programs at <c>/api/v1</c> with a key.</summary>
public sealed partial class ApiKeysTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_key_made_on_the_page_opens_what_it_was_made_for_and_is_shown_once()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        using var made = await admin.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"));
        var key = KeyOnPage().Match(await made.Content.ReadAsStringAsync(Token)).Value;

        using var answer = await Ask("/api/v1/complaints", key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(0, json.RootElement.GetProperty("items").GetArrayLength());
        var page = await admin.GetStringAsync("/staff/api-keys", Token);
        Assert.DoesNotContain(key, page, StringComparison.Ordinal);
        Assert.Contains(key[..11], page, StringComparison.Ordinal);
        Assert.Contains("See complaints and where they stand", page, StringComparison.Ordinal);
        var row = await host.InScope(s => s.GetRequiredService<KernelDbContext>().ApiKeys.SingleAsync());
        Assert.Contains("This cannot be undone", await admin.GetStringAsync($"/staff/api-keys/{row.Id}/revoke", Token), StringComparison.Ordinal);
        Assert.Equal(clock.Utc(), row.LastUsedAt);
        Assert.DoesNotContain(await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Select(a => a.Changes).ToListAsync()), c => c?.Contains(key, StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_there()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);

        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.GetAsync("/api/v1/complaints", Token)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_and_an_expired_key_open_nothing()
    {
        var (revoked, expiring) = (await Make(null, "Complaints.View"), await Make(clock.Utc().AddDays(1), "Complaints.View"));
        var rows = await Send(new ListApiKeys());
        Assert.Null((await Send(new RevokeApiKey(rows.Single(r => r.ExpiresAt is null).Id))).Error);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/api/v1/complaints", expiring)).StatusCode);
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/api/v1/complaints", revoked)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/api/v1/complaints", expiring)).StatusCode);
    }

    [Fact]
    public async Task A_program_that_asks_too_often_waits_and_another_does_not()
    {
        var (busy, other) = (await Make(null, "Complaints.View"), await Make(null, "Complaints.View"));
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 301; i++) last = (await Ask("/api/v1/complaints/x", busy)).StatusCode;

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask("/api/v1/complaints/x", other)).StatusCode);
    }

    [Fact]
    public async Task Nobody_gives_a_key_what_they_may_not_do_themselves()
    {
        using var webmaster = await host.BrowserOf(await PersonWith("Programs", "ApiKeys.Manage", "Staff.Enter"));
        using var refused = await webmaster.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("You can give a key only what you may do yourself.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_stops_when_whoever_answers_for_it_leaves_and_goes_on_when_another_takes_it_over()
    {
        var maker = await PersonWith("Maker", "ApiKeys.Manage", "Staff.Enter", "Complaints.View");
        using var browser = await host.BrowserOf(maker);
        using var made = await browser.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"));
        var key = KeyOnPage().Match(await made.Content.ReadAsStringAsync(Token)).Value;
        var row = Assert.Single(await Send(new ListApiKeys()));
        Assert.Equal((maker, "Maker", false), (row.OwnerId, row.Owner, row.IsOrphan));
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        Assert.Contains("the API key Billing, until somebody takes it over", await admin.GetStringAsync($"/staff/people/{maker}/deactivate", Token), StringComparison.Ordinal);

        Assert.Null((await Send(new DeactivatePerson(maker))).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/api/v1/complaints", key)).StatusCode);
        Assert.Contains("stopped: Maker has left", await admin.GetStringAsync("/staff/api-keys", Token), StringComparison.Ordinal);

        using var webmaster = await host.BrowserOf(await PersonWith("Webmaster of another house", "ApiKeys.Manage", "Staff.Enter"));
        using var refused = await webmaster.PostForm($"/staff/api-keys/{row.Id}/take-over", $"/staff/api-keys/{row.Id}/take-over");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/api/v1/complaints", key)).StatusCode);

        using var taken = await admin.PostForm($"/staff/api-keys/{row.Id}/take-over", $"/staff/api-keys/{row.Id}/take-over");
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/api/v1/complaints", key)).StatusCode);
        var page = await admin.GetStringAsync("/staff/api-keys", Token);
        Assert.Contains("Administrator answers for it", page, StringComparison.Ordinal);
        Assert.DoesNotContain("has left", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_stops_with_an_account_that_only_looks_and_has_ended_and_one_of_the_system_goes_on()
    {
        var maker = await PersonWith("Maker", "ApiKeys.Manage", "Staff.Enter", "Complaints.View");
        using var browser = await host.BrowserOf(maker);
        using var made = await browser.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"));
        var (key, system) = (KeyOnPage().Match(await made.Content.ReadAsStringAsync(Token)).Value, await Make(null, "Complaints.View"));
        Assert.Null((await Send(new LookOnly(maker, clock.Utc().AddDays(1)))).Error);

        Assert.Equal(HttpStatusCode.OK, (await Ask("/api/v1/complaints", key)).StatusCode);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/api/v1/complaints", key)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/api/v1/complaints", system)).StatusCode);
        Assert.Equal([false, true], (await Send(new ListApiKeys())).OrderBy(k => k.IsOrphan).Select(k => k.IsOrphan));
    }

    [Fact]
    public async Task The_last_day_that_was_chosen_is_the_day_that_is_shown()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        using var made = await admin.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"), ("Until", "2026-03-20"));

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var page = await admin.GetStringAsync("/staff/api-keys", Token);
        Assert.Contains("until 20 Mar 2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("21 Mar", page, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Ask(string path, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return host.Client.SendAsync(request, Token);
    }

    private async Task<Guid> PersonWith(string name, params string[] permissions)
    {
        var role = (await Send(new MakeRole(name, null))).Value;
        Assert.Null((await Send(new ChangeRole(role, (await Send(new ShowRoles())).Single(r => r.Id == role).Version, permissions, false))).Error);
        return await host.InScope(s => SignedInPeople.Add(s, [name]));
    }

    private async Task<string> Make(DateTime? ends, params string[] scopes) => (await Send(new MakeApiKey("test", scopes, ends))).Value.Key.Text;

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(s => s.GetRequiredService<IMediator>().Send(request));

    [GeneratedRegex("wcrm_[\\w-]{43}")]
    private static partial Regex KeyOnPage();
}
