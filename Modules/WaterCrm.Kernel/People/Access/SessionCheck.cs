using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Looks again, each minute of a session, whether its person may still be here and whether it was ended from elsewhere.</summary>
internal sealed class SessionCheck(IOptions<SecurityStampValidatorOptions> options, SignInManager<Person> door, ILoggerFactory logs, SessionBook book, IHttpContextAccessor accessor)
    : SecurityStampValidator<Person>(options, door, logs)
{
    /// <summary>The claims that belong to the session and not to the person go over into the principal that is made anew.</summary>
    public static Task KeepSession(SecurityStampRefreshingPrincipalContext refreshing)
    {
        var kept = refreshing.CurrentPrincipal!.Claims.Where(c => c.Type is SessionClaims.Session or SessionClaims.MustSetUp);
        ((ClaimsIdentity)refreshing.NewPrincipal!.Identity!).AddClaims(kept.ToList());
        return Task.CompletedTask;
    }

    public static Task Validate(CookieValidatePrincipalContext asked)
    {
        if (SessionBook.IdOf(asked.Principal) is not { } session || !asked.HttpContext.RequestServices.GetRequiredService<SessionBook>().HasLeft(session))
            return SecurityStampValidator.ValidatePrincipalAsync(asked);

        asked.RejectPrincipal();
        return Task.CompletedTask;
    }

    protected override async Task<Person?> VerifySecurityStamp(ClaimsPrincipal? principal) =>
        await base.VerifySecurityStamp(principal) is { } person && SessionBook.IdOf(principal) is { } session
        && await book.Seen(session, person.Id, accessor.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "") ? person : null;
}
