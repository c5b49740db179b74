using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>Walks every route of the running host as nobody, as somebody without a role, and as each role. A new route is walked because it is there.</summary>
public sealed class EveryRouteTests : IAsyncLifetime
{
    private TestHost host = null!;

    public static TheoryData<string> Roles => [.. StandardRoles.All];

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void There_are_routes_to_walk()
    {
        var routes = Walk.RoutesOf(host);

        Assert.Contains(routes, r => r is { Path: "/staff/people", Method: "GET", Permissions: ["People.View"], IsOpen: false });
        Assert.Contains(routes, r => r is { Path: "/staff/people/new", Method: "POST", Permissions: ["People.Manage"], IsOpen: false });
        Assert.Contains(routes, r => r is { Path: "/staff/sign-in", IsOpen: true });
    }

    [Fact]
    public void Every_route_asks_for_a_permission_or_says_that_everybody_may() => Assert.Equal("", string.Join("\n", Walk.Unclear(host)));

    [Fact]
    public async Task Nobody_gets_in_without_signing_in() => Assert.Equal("", string.Join("\n", await Walk.Breaches(host, await Visitor.As(host, roles: null))));

    [Fact]
    public async Task Somebody_without_a_role_gets_in_nowhere() => Assert.Equal("", string.Join("\n", await Walk.Breaches(host, await Visitor.As(host))));

    [Theory, MemberData(nameof(Roles))]
    public async Task Each_role_gets_where_its_permissions_lead_and_nowhere_else(string role) =>
        Assert.Equal("", string.Join("\n", await Walk.Breaches(host, await Visitor.As(host, role))));
}

/// <summary>The check itself: it must see a door that stands open.</summary>
public sealed class NoticingAnOpenDoorTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(services: services =>
        services.Select(s => s.ImplementationInstance).OfType<ApplicationPartManager>().Single().ApplicationParts.Add(new Offenders()));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_page_whose_author_forgot_to_say_who_may_is_noticed()
    {
        Assert.Contains(Walk.Unclear(host), breach => breach.Contains("/offender/forgotten", StringComparison.Ordinal));
        Assert.Contains(await Walk.Breaches(host, await Visitor.As(host)), breach => breach.Contains("/offender/forgotten", StringComparison.Ordinal) && breach.Contains("let in", StringComparison.Ordinal));
    }

    [Fact]
    public void A_permission_that_is_undone_by_letting_everybody_in_is_noticed() =>
        Assert.Contains(Walk.Unclear(host), breach => breach.Contains("/offender/undone", StringComparison.Ordinal));

    [Fact]
    public async Task A_page_that_falls_over_is_noticed() =>
        Assert.Contains(await Walk.Breaches(host, await Visitor.As(host, roles: null)), breach => breach.Contains("/offender/fallen", StringComparison.Ordinal) && breach.Contains("failed with 500", StringComparison.Ordinal));

    [Fact]
    public async Task The_log_tells_of_a_page_that_fell_over_by_its_pattern_and_not_by_the_secrets_in_its_address()
    {
        using var answer = await host.Client.GetAsync("/offender/lost/5N8P-3HGT-V6XA-2CEJ?key=abcdef", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("offender/lost/{secret}", host.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("5N8P", host.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef", host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Even_a_forgotten_page_is_shut_to_whoever_is_not_signed_in() =>
        Assert.DoesNotContain(await Walk.Breaches(host, await Visitor.As(host, roles: null)), breach => breach.Contains("/offender/forgotten", StringComparison.Ordinal));

    private sealed class Offenders : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => nameof(Offenders);

        public IEnumerable<TypeInfo> Types => [typeof(OffendingController).GetTypeInfo()];
    }
}

[Route("offender")]
public sealed class OffendingController : ControllerBase
{
    [HttpGet("forgotten")]
    public IActionResult Forgotten() => Content("come in");

    [HttpGet("undone"), Authorize(Policy = "People.Manage"), AllowAnonymous]
    public IActionResult Undone() => Content("come in");

    [HttpGet("fallen"), AllowAnonymous]
    public IActionResult Fallen() => throw new InvalidOperationException("on purpose");

    [HttpGet("lost/{secret}"), AllowAnonymous]
    public IActionResult Lost(string secret) => throw new InvalidOperationException($"on purpose, with {secret.Length} letters");
}
