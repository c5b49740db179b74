using System.Net;
using System.Security.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public abstract class LookingOnlyTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Someone.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_account_ends_by_itself()
    {
        var inspector = await Someone.AddWithPassword(harness, "Inspector", StandardRoles.Director);
        await harness.Send(new LookOnly(inspector, harness.Clock.Utc().AddDays(3)));

        Assert.Null((await harness.Send(new SignIn("inspector", Someone.Password))).Error);
        harness.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("people.not-signed-in", (await harness.Send(new SignIn("inspector", Someone.Password))).Error?.Code);
        await harness.Send(new LookOnly(inspector, null));
        Assert.Null((await harness.Send(new SignIn("inspector", Someone.Password))).Error);
    }

    [Fact]
    public async Task It_cannot_end_in_the_past()
    {
        var inspector = await Someone.Add(harness, "Inspector");

        Assert.Equal("Until", Assert.Single((await harness.Send(new LookOnly(inspector, harness.Clock.Utc()))).Error!.Fields).Field);
    }

    [Fact]
    public async Task Whoever_only_looks_is_refused_every_command_but_those_about_the_own_account()
    {
        var inspector = await Someone.AddWithPassword(harness, "Inspector", StandardRoles.Administrator);
        harness.Actor.Become(inspector, "Inspector", [StandardRoles.Administrator]);
        ((ClaimsIdentity)harness.Actor.Principal.Identity!).AddClaim(new Claim(SessionClaims.ReadOnly, "true"));

        Assert.Equal("kernel.read-only", (await harness.Send(new AddPerson("Friend", "friend", null, []))).Error?.Code);
        Assert.Equal("kernel.read-only", (await harness.Send(new MakeRole("Mine", null))).Error?.Code);
        Assert.Equal("kernel.read-only", (await harness.Send(new ExportPeople())).Error?.Code);
        Assert.Equal("kernel.read-only", (await harness.Send(new MakeApiKey("Mine", ["People.View"], null))).Error?.Code);
        Assert.Equal("kernel.read-only", (await harness.Send(new RevokeApiKey(Guid.NewGuid()))).Error?.Code);
        Assert.Equal("kernel.read-only", (await harness.Send(new EndSessions(Guid.NewGuid()))).Error?.Code);
        Assert.Null((await harness.Send(new EndSessions(inspector))).Error);
        Assert.Null((await harness.Send(new ChangeOwnPassword(Someone.Password, Someone.Password + "!", Someone.Password + "!"))).Error);
    }

    [Fact]
    public async Task The_last_administrator_cannot_become_one_who_only_looks()
    {
        var admin = await Someone.AddWithPassword(harness, "Admin", StandardRoles.Administrator);
        var other = await Someone.AddWithPassword(harness, "Other", StandardRoles.Administrator);
        Assert.Null((await harness.Send(new LookOnly(other, harness.Clock.Utc().AddDays(3)))).Error);

        Assert.Equal("people.last-administrator", (await harness.Send(new LookOnly(admin, harness.Clock.Utc().AddDays(3)))).Error?.Code);
        Assert.Equal("people.last-administrator", (await harness.Send(new ChangeRoles(admin, []))).Error?.Code);
        Assert.Equal("people.last-administrator", (await harness.Send(new DeactivatePerson(admin))).Error?.Code);
    }

    [Fact]
    public async Task Two_administrators_who_take_the_role_from_each_other_at_once_by_whatever_way_leave_one()
    {
        for (var round = 0; round < 6; round++)
        {
            var one = await Someone.AddWithPassword(harness, $"One{round}", StandardRoles.Administrator);
            var two = await Someone.AddWithPassword(harness, $"Two{round}", StandardRoles.Administrator);
            foreach (var earlier in (await Able()).Where(p => p != one && p != two)) await harness.Send(new DeactivatePerson(earlier));

            IRequest<WaterCrm.Kernel.Results.Result<Guid>>[] attacks = [new ChangeRoles(one, []), round % 2 == 0 ? new ChangeRoles(two, []) : new LookOnly(two, harness.Clock.Utc().AddDays(1))];
            var answers = await Task.WhenAll(attacks.Select(a => Task.Run(() => harness.Send(a))));

            Assert.Single(await Able());
            Assert.Equal("people.last-administrator", Assert.Single(answers, a => a.Error is not null).Error!.Code);
        }
    }

    private Task<List<Guid>> Able() => harness.Read<KernelDbContext, List<Guid>>(db => db.People
        .Where(p => p.IsActive && p.ReadOnlyUntil == null && p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.HoldsEverything))).Select(p => p.Id).ToListAsync());
}

public sealed class LookingOnlyOnSqliteTests(PostgresServer postgres) : LookingOnlyTests(DatabaseProvider.Sqlite, postgres);

public sealed class LookingOnlyOnPostgresTests(PostgresServer postgres) : LookingOnlyTests(DatabaseProvider.Postgres, postgres);

/// <summary>An account that only looks, in a browser, while the clock stands still.</summary>
public sealed class AtOnceTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>What roles may do was remembered for a minute, and a role made within it was none to the doors.</summary>
    [Fact]
    public async Task A_role_made_this_moment_opens_its_pages_this_moment_and_what_is_taken_from_it_is_shut()
    {
        using var before = await host.SignedInAs(StandardRoles.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("/staff/people", Token)).StatusCode);   // now it is remembered what each role may do
        var role = (await Send(new MakeRole("Programs", null))).Value;
        await Give(role, "Staff.Enter", "ApiKeys.Manage");
        var id = await host.InScope(s => SignedInPeople.Add(s, ["Programs"]));
        Assert.Null((await Send(new LookOnly(id, clock.Utc().AddDays(2)))).Error);
        using var inspector = await host.BrowserOf(id);

        Assert.Equal(HttpStatusCode.OK, (await inspector.GetAsync("/staff/api-keys/new", Token)).StatusCode);
        await Give(role, "Staff.Enter");
        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.GetAsync("/staff/api-keys/new", Token)).StatusCode);
    }

    [Fact]
    public async Task Each_page_says_that_one_only_looks_and_until_which_day_and_that_it_is_noted()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        var id = await host.InScope(s => SignedInPeople.Add(s, [StandardRoles.CareStaff]));
        using var made = await admin.PostForm($"/staff/people/{id}", $"/staff/people/{id}/looks", ("Until", "2026-03-20"));
        using var inspector = await host.BrowserOf(id);

        foreach (var page in new[] { "/staff", "/staff/customers" })
        {
            var text = await inspector.GetStringAsync(page, Token);
            Assert.Contains("You are only looking, until 20 Mar 2026.", text, StringComparison.Ordinal);
            Assert.Contains("each page you open is noted", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("You are only looking", await admin.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        Assert.Contains("only looks, until 20 Mar 2026", await admin.GetStringAsync("/staff/people", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("21 Mar", await admin.GetStringAsync($"/staff/people/{id}", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_refused_shows_nothing_and_is_not_noted_as_seen()
    {
        var id = await host.InScope(s => SignedInPeople.Add(s, [StandardRoles.CareStaff]));
        Assert.Null((await Send(new LookOnly(id, clock.Utc().AddDays(2)))).Error);
        using var inspector = await host.BrowserOf(id);
        var nobody = Guid.NewGuid();

        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.GetAsync($"/staff/people/{nobody}?q=a%20b", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await inspector.GetAsync($"/staff/customers/{nobody}", Token)).StatusCode);

        var views = await host.InScope(s => s.GetRequiredService<KernelDbContext>().PageViews.OrderBy(v => v.Sequence).Select(v => new { v.Address, v.Subject }).ToListAsync(Token));
        Assert.Equal([($"/staff/customers/{nobody}", (Guid?)nobody)], views.Select(v => (v.Address, v.Subject)));
    }

    private async Task Give(Guid role, params string[] permissions) =>
        Assert.Null((await Send(new ChangeRole(role, (await Send(new ShowRoles())).Single(r => r.Id == role).Version, permissions, false))).Error);

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(s => s.GetRequiredService<IMediator>().Send(request));
}

/// <summary>An inspector with a browser.</summary>
public sealed class InspectorTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Sees_what_the_role_sees_changes_nothing_and_leaves_a_trace_of_each_page()
    {
        var id = await host.InScope(s => SignedInPeople.Add(s, [StandardRoles.CareStaff]));
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new LookOnly(id, DateTime.UtcNow.AddDays(2))));
        using var inspector = await host.BrowserOf(id);
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        var record = Guid.NewGuid();

        Assert.Equal(HttpStatusCode.OK, (await inspector.GetAsync("/staff/complaints?q=r%C3%B2%20r%E1%BB%89", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await inspector.GetAsync($"/staff/complaints/{record}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.GetAsync("/staff/people", Token)).StatusCode);
        using var refused = await inspector.PostForm("/staff/customers/new", "/staff/customers/new", ("Name", "Nguyễn Thị Hoa"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Your account may look at everything here and change nothing.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Nguyễn Thị Hoa\"", page, StringComparison.Ordinal);

        var views = await admin.GetStringAsync($"/staff/views?person={id}", Token);
        Assert.Contains("/staff/complaints?q=rò rỉ", WebUtility.HtmlDecode(views), StringComparison.Ordinal);
        Assert.Contains($"/staff/views?subject={record}", views, StringComparison.Ordinal);
        Assert.DoesNotContain("/staff/people ", views, StringComparison.Ordinal);
        Assert.Equal(0, await host.InScope(s => s.GetRequiredService<KernelDbContext>().PageViews.CountAsync(v => v.PersonId != id)));
    }
}
