using System.Net;
using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>Browsers of people who are signed in, without the moment that hashing a password takes.</summary>
public static class SignedInPeople
{
    /// <summary>A browser of a new person with these roles: <c>await host.SignedInAs("Care staff")</c>. It follows no redirects.</summary>
    public static async Task<HttpClient> SignedInAs(this TestHost host, params string[] roles) => (await host.NewPerson(roles)).Browser;

    /// <summary>A new person with these roles, and a browser in which that person is signed in.</summary>
    public static Task<(HttpClient Browser, Guid Id)> NewPerson(this TestHost host, params string[] roles) => host.InScope(async services =>
    {
        var id = await Add(services, roles);
        return (await BrowserOf(host, id), id);
    });

    /// <summary>A browser in which this person is signed in.</summary>
    internal static Task<HttpClient> BrowserOf(this TestHost host, Guid id) => host.InScope(async services =>
    {
        var jar = new CookieContainer();
        jar.SetCookies(host.Address, (await Session(services, id)).Cookie);
        return new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = host.Address };
    });

    internal static async Task<Guid> Add(IServiceProvider services, string[] roles)
    {
        var ids = await services.GetRequiredService<KernelDbContext>().Roles.Where(r => roles.Contains(r.Name)).Select(r => r.Id).ToListAsync();
        Assert.Equal(roles.Length, ids.Count);
        var added = await services.GetRequiredService<IMediator>().Send(new AddPerson(roles.FirstOrDefault() ?? "Nobody", $"test.{Guid.NewGuid():N}", null, ids));
        return added.Value;
    }

    /// <summary>The cookie that signing in would have given, and what it says.</summary>
    internal static async Task<(string Cookie, ClaimsPrincipal Principal)> Session(IServiceProvider services, Guid id)
    {
        var person = await services.GetRequiredService<UserManager<Person>>().FindByIdAsync(id.ToString());
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person!);
        var row = await services.GetRequiredService<SessionBook>().Open(id, "127.0.0.1", "test", confirmed: false, TestContext.Current.CancellationToken);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SessionClaims.Session, row.ToString()));
        var session = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + session.ExpireTimeSpan }, IdentityConstants.ApplicationScheme);
        return ($"{session.Cookie.Name}={session.TicketDataFormat.Protect(ticket)}", principal);
    }
}
