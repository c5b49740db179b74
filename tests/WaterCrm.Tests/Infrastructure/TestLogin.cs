using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WaterCrm.Tests.Infrastructure;

/// <summary>Logs in whoever sends the header <c>X-Permissions: A.Do, B.Do</c>, for tests of permissions that are not about logging in.</summary>
public sealed class TestLogin(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Header = "X-Permissions";

    public static void Use(IServiceCollection services) =>
        services.AddAuthentication(o => (o.DefaultScheme, o.DefaultAuthenticateScheme, o.DefaultChallengeScheme) = (nameof(TestLogin), nameof(TestLogin), nameof(TestLogin)))
            .AddScheme<AuthenticationSchemeOptions, TestLogin>(nameof(TestLogin), null);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ } permissions]) return Task.FromResult(AuthenticateResult.NoResult());

        var claims = permissions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => new Claim("permission", p));
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "test"), .. claims], nameof(TestLogin)));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, nameof(TestLogin))));
    }
}
