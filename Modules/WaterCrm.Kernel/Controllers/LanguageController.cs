using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Chooses the language of the screens. Looking changes nothing, so that a link to it is safe; the button does.</summary>
[Route("language"), AllowAnonymous]
public sealed class LanguageController(Utility utility, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public IActionResult Choose(string? back) => View(model: Local(back));

    // Without a token, since each public page carries this form and a token would put a cookie on every visitor. Nothing can be won by forging it.
    [HttpPost(""), IgnoreAntiforgeryToken]
    public IActionResult Choose(string? culture, string? back)
    {
        if (Languages.Find(culture) is not { } language || !utility.Languages.Contains(language)) return RedirectToAction(nameof(Choose), new { back = Local(back) });
        Response.Cookies.Append(Languages.Cookie, language.Culture.Name, new CookieOptions
        {
            Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true, Expires = clock.GetUtcNow().AddYears(1),
        });
        return LocalRedirect(Local(back));
    }

    private string Local(string? back) => Url.IsLocalUrl(back) ? back! : Url.Content("~/");
}
