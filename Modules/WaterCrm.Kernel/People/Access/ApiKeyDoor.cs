using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.People.Access;

/// <summary>The door of programs at <c>/api</c>: <c>Authorization: Bearer wcrm_...</c>. Cookies are worth nothing there, so no other site can use them.</summary>
internal sealed class ApiKeyDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KernelDbContext db, CommandRunner runner, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";
    public const string Key = "api-key";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        var hash = ApiKey.HashOf(header[Bearer.Length..].Trim());
        var open = db.People.WithOpenAccounts(clock.Utc());
        var found = await db.ApiKeys.Where(k => k.Hash == hash).Select(k => new { Key = k, HasOwner = k.OwnerId == null || open.Any(p => p.Id == k.OwnerId) }).FirstOrDefaultAsync(Context.RequestAborted);
        if (found is not { HasOwner: true, Key: var key } || !key.IsValid(clock.Utc())) return AuthenticateResult.Fail("The key is unknown, revoked, has expired, or nobody answers for it any more.");

        await NoteUse(key);
        Claim[] claims = [new Claim(ClaimTypes.Name, "api:" + key.Name), new Claim(Key, key.Id.ToString()), .. key.ScopeList.Select(scope => new Claim(PermissionRequirement.ClaimType, scope))];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        (Response.StatusCode, Response.Headers.WWWAuthenticate) = (StatusCodes.Status401Unauthorized, "Bearer");
        return Task.CompletedTask;
    }

    /// <summary>By the minute: when a key was last used is asked by people who wonder whether to revoke it.</summary>
    private async Task NoteUse(ApiKey key)
    {
        var now = clock.Utc();
        if (now - key.LastUsedAt < TimeSpan.FromMinutes(1)) return;
        await runner.Run<Result<int>>("api keys", async (services, token) =>
            await services.GetRequiredService<KernelDbContext>().ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), token), CancellationToken.None);
    }
}

/// <summary>Lets a program that asks too often wait, so that the others do not.</summary>
internal sealed class ApiPace(Settings<PeopleSettings> settings) : IAuthorizationFilter, IDisposable
{
    private readonly PartitionedRateLimiter<string> keys = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetSlidingWindowLimiter(key,
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = settings.Current.RequestsPerKey, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.User.FindFirstValue(ApiKeyDoor.Key) is not { } key) return;

        using var taken = keys.AttemptAcquire(key);
        if (taken.IsAcquired) return;
        context.HttpContext.Response.Headers.RetryAfter = "10";
        context.Result = new StatusCodeResult(StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => keys.Dispose();
}
