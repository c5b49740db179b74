using Microsoft.AspNetCore.Http;

namespace WaterCrm.Kernel.Words;

/// <summary>The language that was chosen in a browser.</summary>
internal static class LanguageCookie
{
    public static void Remember(this HttpResponse answer, Language language, TimeProvider clock) => answer.Cookies.Append(Languages.Cookie, language.Culture.Name, new CookieOptions
    {
        Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = answer.HttpContext.Request.IsHttps, IsEssential = true, Expires = clock.GetUtcNow().AddYears(1),
    });
}
