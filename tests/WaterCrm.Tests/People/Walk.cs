using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>A route as the running host knows it: how it is called, and what it says about who may.</summary>
internal sealed record WalkedRoute(string Method, string Path, IReadOnlyList<string> Permissions, bool IsOpen)
{
    public override string ToString() => $"{Method} {Path} ({(IsOpen ? "everybody" : string.Join(" and ", Permissions))})";
}

/// <summary>Knocks at every door of a host and tells which of them did not do what their sign says.</summary>
internal static class Walk
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Knocked at last: with the cookies of the walk nobody comes in anywhere afterwards.</summary>
    private static readonly string[] Farewells = ["/staff/sessions/end", "/staff/sign-out"];

    public static IReadOnlyList<WalkedRoute> RoutesOf(TestHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null)   // those only make links
            .SelectMany(e => MethodsOf(e).Select(method => Read(e, method))).DistinctBy(r => (r.Method, r.Path))];

    /// <summary>What takes a form, and the action behind it.</summary>
    public static IReadOnlyList<(WalkedRoute Route, ControllerActionDescriptor Action)> FormsOf(TestHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") is true)
            .Select(e => (Route: Read(e, "POST"), Action: e.Metadata.GetMetadata<ControllerActionDescriptor>()!)).Where(f => f.Action is not null).DistinctBy(f => f.Route.Path)];

    /// <summary>What declares a permission and lets everybody in, or declares nothing at all.</summary>
    public static IEnumerable<string> Unclear(TestHost host) =>
        RoutesOf(host).Where(r => r.IsOpen == r.Permissions.Count > 0).Select(r => $"{r.Method} {r.Path} says {(r.IsOpen ? "both a permission and everybody" : "nothing")}");

    /// <summary>Walks all routes with one visitor's cookies.</summary>
    public static async Task<List<string>> Breaches(TestHost host, Visitor visitor)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address, Timeout = Patience };
        List<string> breaches = [];
        foreach (var route in RoutesOf(host).OrderBy(r => Array.IndexOf(Farewells, r.Path)))
        {
            using var answer = await Knock(browser, route, visitor);
            if (Wrong(route, visitor, answer) is { } wrong) breaches.Add($"{route}: {wrong}");
        }

        return breaches;
    }

    private static string? Wrong(WalkedRoute route, Visitor visitor, HttpResponseMessage answer)
    {
        var sentAway = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || LeadsToSignIn(answer);
        return answer.StatusCode switch
        {
            >= HttpStatusCode.InternalServerError when !route.Path.StartsWith("/health/", StringComparison.Ordinal) => $"failed with {(int)answer.StatusCode}",
            _ when route.IsOpen => null,
            _ when visitor.May(route) => sentAway ? $"shut out with {(int)answer.StatusCode}" : null,
            _ when !sentAway => $"let in with {(int)answer.StatusCode}",
            _ => null,
        };
    }

    private static bool LeadsToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Redirect && (answer.Headers.Location?.OriginalString.Contains("/staff/sign-in", StringComparison.Ordinal) ?? false);

    private static Task<HttpResponseMessage> Knock(HttpClient browser, WalkedRoute route, Visitor visitor)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path);
        request.Headers.Add("Cookie", visitor.Cookies);
        if (route.Path.StartsWith("/api/", StringComparison.Ordinal) && visitor.ApiKey is { } key) request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", key);
        if (route.Method is not ("GET" or "HEAD")) request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", visitor.FormToken)]);
        return browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);   // a stream of events never ends
    }

    private static IEnumerable<string> MethodsOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"];

    private static WalkedRoute Read(RouteEndpoint endpoint, string method) => new(method, PathOf(endpoint.RoutePattern),
        [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>()],
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    private static string PathOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => ValueOf(part, pattern)))).Where(text => text.Length > 0));

    private static string ValueOf(RoutePatternPart part, RoutePattern pattern) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter when pattern.RequiredValues.TryGetValue(parameter.Name, out var required) && required is string { Length: > 0 } text => text,
        RoutePatternParameterPart { IsOptional: true } => "",
        RoutePatternParameterPart { Name: "code" } => "404",   // the page of an error answers with that error
        RoutePatternParameterPart parameter => parameter.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch
        {
            "guid" => "0196f000-0000-7000-8000-000000000001",
            "int" or "long" => "1",
            _ => "x",
        },
        _ => throw new NotSupportedException(part.GetType().Name),
    };
}

/// <summary>Who walks: the cookies of a browser, and the permissions its person has.</summary>
internal sealed record Visitor(string Cookies, string FormToken, IReadOnlySet<string> Permissions, string? ApiKey)
{
    public bool May(WalkedRoute route) => route.Permissions.Count > 0 && route.Permissions.All(Permissions.Contains);

    /// <summary>Nobody (null), somebody without a role (none) or somebody with roles, with a form's token that is valid for them.</summary>
    public static Task<Visitor> As(TestHost host, params string[]? roles) => host.InScope(async services =>
    {
        var (cookie, principal) = roles is null ? ("", new()) : await SignedInPeople.Session(services, await SignedInPeople.Add(services, roles));
        var http = new DefaultHttpContext { RequestServices = services, User = principal };
        var form = services.GetRequiredService<IAntiforgery>().GetTokens(http);
        var formCookie = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        var held = await PermissionsOf(services, principal);
        // At the door of programs a cookie is worth nothing; there the same person comes with a key for the same things.
        var key = held.Count == 0 ? null : (await services.GetRequiredService<MediatR.IMediator>().Send(new WaterCrm.Kernel.People.Features.MakeApiKey("walk", held, null))).Value.Key.Text;
        return new Visitor($"{formCookie}={form.CookieToken}; {cookie}", form.RequestToken!, held, key);
    });

    /// <summary>By the product's own rules, with what one permission implies.</summary>
    private static async Task<IReadOnlySet<string>> PermissionsOf(IServiceProvider services, System.Security.Claims.ClaimsPrincipal principal)
    {
        var full = await services.GetRequiredService<Microsoft.AspNetCore.Authentication.IClaimsTransformation>().TransformAsync(principal);
        var authorization = services.GetRequiredService<IAuthorizationService>();
        HashSet<string> held = [];
        foreach (var permission in services.GetRequiredService<WaterCrm.Modularity.Security.PermissionCatalog>().All)
            if ((await authorization.AuthorizeAsync(full, null, permission.Name)).Succeeded) held.Add(permission.Name);
        return held;
    }
}
