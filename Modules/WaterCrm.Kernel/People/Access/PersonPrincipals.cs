using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People.Access;

/// <summary>What a session says of its person: who it is and which roles. Made at sign-in and made anew at each check.</summary>
internal sealed class PersonPrincipals(KernelDbContext db, IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Person>
{
    public async Task<ClaimsPrincipal> CreateAsync(Person user)
    {
        var roles = user.Roles.Select(r => r.RoleId).ToList();
        var names = await db.Roles.Where(r => roles.Contains(r.Id)).Select(r => r.Name).ToListAsync();
        return new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new Claim(ClaimTypes.Name, user.Name),
            new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp),
            .. names.Select(name => new Claim(ClaimTypes.Role, name)),
            .. user.ReadOnlyUntil is { } until ? [new Claim(SessionClaims.ReadOnly, "true"), new Claim(SessionClaims.ReadOnlyUntil, until.ToString("O", CultureInfo.InvariantCulture))] : Array.Empty<Claim>(),
        ], IdentityConstants.ApplicationScheme));
    }
}
