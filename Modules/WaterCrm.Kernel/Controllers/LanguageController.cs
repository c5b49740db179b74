using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Chooses the language of the screens. Looking changes nothing, so that a link to it is safe; the button does. Who is signed in keeps the language in the account.</summary>
[Route("language"), AllowAnonymous]
public sealed class LanguageController(Utility utility, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public IActionResult Choose(string? back) => View(model: Local(back));

    // Without a token, since each public page carries this form and a token would put a cookie on every visitor. Nothing can be won by forging it.
    [HttpPost(""), IgnoreAntiforgeryToken]
    public async Task<IActionResult> Choose(string? culture, string? back, CancellationToken token)
    {
        if (Languages.Find(culture) is not { } language || !utility.Languages.Contains(language)) return RedirectToAction(nameof(Choose), new { back = Local(back) });
        Response.Remember(language, clock);
        if (User.Identity is { IsAuthenticated: true }) await HttpContext.RequestServices.GetRequiredService<IMediator>().Send(new ChooseOwnLanguage(language.Culture.Name), token);
        return LocalRedirect(AskedAddress.WithoutLanguage(Local(back)));
    }

    private string Local(string? back) => Url.IsLocalUrl(back) ? back! : Url.Content("~/");
}
