using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.People.Access;

/// <summary>
/// Knows the browsers in which people have signed in, by a cookie that says so and opens nothing: whoever guesses at an account from elsewhere
/// cannot shut out the person who works here every day.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider keys, PeopleSettings settings, Trial trial, TimeProvider clock)
{
    public const string Cookie = "WaterCrm.Device";

    // Several may share a counter's computer; the cookie stays small.
    private const int MostPeople = 10;

    private readonly string cookie = trial.CookieName(Cookie);
    private readonly IDataProtector protector = keys.CreateProtector(Cookie);

    public SignInFrom Read(HttpContext http)
    {
        var network = SignInFrom.NetworkOf(http.Connection.RemoteIpAddress);
        return Known(http) is { } known ? new SignInFrom(network, known.Id, known.People) : new SignInFrom(network);
    }

    /// <summary>From now on this browser is known to be this person's.</summary>
    public void Remember(HttpContext http, Guid person)
    {
        var known = Known(http);
        var until = clock.GetUtcNow().AddDays(settings.DeviceDays);
        var fresh = new Device(known?.Id ?? Guid.CreateVersion7(clock.GetUtcNow()), [person, .. (known?.People ?? []).Where(p => p != person).Take(MostPeople - 1)], until);
        http.Response.Cookies.Append(cookie, protector.Protect(JsonSerializer.Serialize(fresh)), new CookieOptions
        {
            Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(settings.DeviceDays),
        });
    }

    private Device? Known(HttpContext http)
    {
        if (http.Request.Cookies[cookie] is not { Length: > 0 and < 4096 } sent) return null;
        try
        {
            return JsonSerializer.Deserialize<Device>(protector.Unprotect(sent)) is { } known && known.Until > clock.GetUtcNow() ? known : null;
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private sealed record Device(Guid Id, IReadOnlyList<Guid> People, DateTimeOffset Until);
}
