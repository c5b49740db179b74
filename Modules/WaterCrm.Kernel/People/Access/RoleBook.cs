using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.People.Access;

/// <summary>What each role may do, read again when this host has changed a role, and when it is older than a session's check: another host may have.</summary>
internal sealed class RoleBook(IServiceScopeFactory scopes, Settings<PeopleSettings> settings, Remembered remembered, TimeProvider clock)
{
    public const string ClaimType = "permission";

    private volatile Page? page;

    public async ValueTask<IReadOnlyDictionary<string, Claim[]>> Read(CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var change = remembered.ChangesOf(typeof(Role));   // before reading: what is committed meanwhile makes this one old at once
        if (page is { } known && known.Change == change && now - known.At < TimeSpan.FromSeconds(settings.Current.RecheckSeconds)) return known.Claims;

        var fresh = new Page(now, change, await Load(token));
        page = fresh;
        return fresh.Claims;
    }

    private async Task<Dictionary<string, Claim[]>> Load(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
        var roles = await db.Roles.Include(r => r.Permissions).ToListAsync(token);

        List<string> everything = [];
        foreach (var module in scope.ServiceProvider.GetServices<IPermissionProvider>())
            everything.AddRange((await module.GetPermissionsAsync()).Select(p => p.Name));

        return roles.ToDictionary(r => r.Name, r => (r.HoldsEverything ? everything : r.Permissions.Where(p => p.IsGranted).Select(p => p.Permission))
            .Select(name => new Claim(ClaimType, name)).ToArray());
    }

    private sealed record Page(DateTimeOffset At, long Change, IReadOnlyDictionary<string, Claim[]> Claims);
}

/// <summary>
/// Puts the permissions of a session's roles into the request. They do not travel in the cookie: an administrator's would not fit into one,
/// and what a role may do takes effect for every session at once.
/// </summary>
internal sealed class PermissionsOfRoles(RoleBook book) : IClaimsTransformation
{
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        var roles = principal.FindAll(ClaimTypes.Role).Select(c => c.Value).ToList();
        // Authentication may be asked for twice in one request.
        if (roles.Count == 0 || principal.HasClaim(c => c.Type == RoleBook.ClaimType)) return principal;

        // Until a demanded second factor is set up, there is nothing but one's own account.
        var known = await book.Read(CancellationToken.None);
        var claims = principal.HasClaim(c => c.Type == SessionClaims.MustSetUp)
            ? [new Claim(RoleBook.ClaimType, KernelPermissions.UseOwnAccount.Name)]
            : roles.SelectMany(role => known.GetValueOrDefault(role) ?? []).DistinctBy(c => c.Value);
        // A copy: the principal that goes back into the cookie stays small.
        return new ClaimsPrincipal([.. principal.Identities, new ClaimsIdentity(claims)]);
    }
}
