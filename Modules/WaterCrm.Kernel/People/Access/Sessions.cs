using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Begins and ends the session of the browser at hand.</summary>
public interface ISessions
{
    /// <summary>What we know of the browser before anybody has signed in.</summary>
    SignInFrom From { get; }

    /// <summary>The person is in.</summary>
    /// <param name="person">Who.</param>
    /// <param name="confirmed">The second factor was shown just now.</param>
    /// <param name="mustSetUp">The session may do nothing before a second factor is set up.</param>
    Task Begin(Guid person, bool confirmed = false, bool mustSetUp = false);

    Task End();

    /// <summary>Remembers for ten minutes that the password was right, until the code comes.</summary>
    Task AwaitCode(Guid person);

    /// <summary>Whose code is awaited; null where nobody's is, or the password changed meanwhile.</summary>
    Task<Guid?> Awaited();

    /// <summary>The second factor was shown again in this session.</summary>
    Task Confirm();

    /// <summary>When it was last shown in this session; null where it never was.</summary>
    Task<DateTime?> ConfirmedAt();

    /// <summary>The session's id; null where nobody is signed in.</summary>
    Guid? Current { get; }
}

internal sealed class Sessions(UserManager<Person> people, SignInManager<Person> door, SessionBook book, KnownDevices devices, Utility utility, TimeProvider clock, IHttpContextAccessor accessor) : ISessions
{
    public SignInFrom From => devices.Read(Http);

    public Guid? Current => SessionBook.IdOf(Http.User);

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("A session is a browser's; here is none.");

    public async Task Begin(Guid person, bool confirmed, bool mustSetUp)
    {
        if (await people.FindByIdAsync(person.ToString()) is not { } found) return;
        if (Current is { } before) await book.Close(before);

        var session = await book.Open(found.Id, Http.Connection.RemoteIpAddress?.ToString() ?? "", Http.Request.Headers.UserAgent.ToString(), confirmed, CancellationToken.None);
        List<Claim> claims = [new Claim(SessionClaims.Session, session.ToString())];
        if (mustSetUp) claims.Add(new Claim(SessionClaims.MustSetUp, "true"));
        await Http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await door.SignInWithClaimsAsync(found, isPersistent: false, claims);
        devices.Remember(Http, person);
        if (Languages.Find(found.Language) is { } language && utility.Languages.Contains(language)) Http.Response.Remember(language, clock);
    }

    public async Task End()
    {
        if (Current is { } session) await book.Close(session);
        await door.SignOutAsync();
    }

    public async Task AwaitCode(Guid person)
    {
        if (await people.FindByIdAsync(person.ToString()) is not { } found) return;
        await Http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, found.Id.ToString()), new Claim(nameof(Person.SecurityStamp), found.SecurityStamp)], IdentityConstants.TwoFactorUserIdScheme)));
    }

    public async Task<Guid?> Awaited() =>
        await Http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme) is { Principal: { } awaited }
        && await people.FindByIdAsync(awaited.FindFirstValue(ClaimTypes.NameIdentifier) ?? "") is { } person
        && person.SecurityStamp == awaited.FindFirstValue(nameof(Person.SecurityStamp)) ? person.Id : null;

    public async Task Confirm()
    {
        if (Current is { } session) await book.Confirm(session);
    }

    public async Task<DateTime?> ConfirmedAt() => Current is { } session ? await book.ConfirmedAt(session) : null;
}
