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
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>Browsers of people who are signed in, without the second that typing a password takes.</summary>
public static class SignedInPeople
{
    /// <summary>A browser of a new person with these roles: <c>await host.SignedInAs("Care staff")</c>. It follows no redirects.</summary>
    public static async Task<HttpClient> SignedInAs(this TestHost host, params string[] roles) => (await host.NewPerson(roles)).Client;

    /// <summary>A new person with these roles and a browser in which that person is signed in.</summary>
    public static Task<(HttpClient Client, Guid Id)> NewPerson(this TestHost host, params string[] roles) => host.InScope(async services =>
    {
        var ids = await services.GetRequiredService<KernelDbContext>().Roles.Where(r => roles.Contains(r.Name)).Select(r => r.Id).ToListAsync();
        Assert.Equal(roles.Length, ids.Count);
        var name = $"test.{Guid.NewGuid():N}";
        var id = (await services.GetRequiredService<IMediator>().Send(new AddPerson(roles.FirstOrDefault() ?? "Nobody", name, null, ids))).Value;
        return (host.WithSession(await SessionOf(services, id)), id);
    });

    private static async Task<Cookie> SessionOf(IServiceProvider services, Guid id)
    {
        var people = services.GetRequiredService<UserManager<Person>>();
        ClaimsPrincipal principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync((await people.FindByIdAsync(id.ToString()))!);
        var cookies = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + cookies.ExpireTimeSpan }, IdentityConstants.ApplicationScheme);
        return new Cookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket));
    }

    private static HttpClient WithSession(this TestHost host, Cookie session)
    {
        var jar = new CookieContainer();
        jar.Add(host.Address, session);
        return new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = host.Address };
    }
}
