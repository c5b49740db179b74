using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Says what went wrong in words, in the theme of the page that was asked for.</summary>
[Route("error"), AllowAnonymous, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorController(IStringLocalizer<Utility> S) : Controller
{
    [HttpGet("{code:int:range(400, 599)}")]
    public IActionResult Show(int code)
    {
        Response.StatusCode = code;
        var staff = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath.StartsWith("/staff", StringComparison.OrdinalIgnoreCase) is true;
        var number = code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        var (title, text) = code == 403 && TypedText.Of(HttpContext) is not null
            ? (S["You may not do this any more"], S["What your role may do was changed while you worked. Nothing was saved; your text stands below. Copy it, and ask your administrator."])
            : Words(code);
        return View(new ErrorPage(code, title, text, Url.Content(staff ? "~/staff" : "~/"), number) { Typed = TypedText.Of(HttpContext) });
    }

    private (string Title, string Text) Words(int code) => code switch
    {
        400 => (S["This page could not read what was sent"], S["Perhaps the form stood open for a long time. Go back, load the page again and send it once more."]),
        403 => (S["You may not open this page"], S["Your role does not include it. Ask your administrator if you need it for your work."]),
        404 => (S["This page does not exist"], S["The address may be mistyped, or what stood here is no longer there."]),
        409 => (S["Somebody was faster"], S["Another person changed this at the same time. Go back, load the page again and look at what they did."]),
        413 => (S["This file is too large"], S["Send a smaller one. Photos of 10 MB or less are always taken."]),
        422 => (S["Some answers could not be taken"], S["Go back and check what was filled in."]),
        429 => (S["Too many at once"], S["Many requests came from your connection. Please wait a minute and try again."]),
        503 => (S["We are back in a moment"], S["The system is being maintained. Please try again in a few minutes."]),
        >= 500 => (S["Something went wrong on our side"], S["Nothing you did was wrong. What happened is noted; please try again in a minute."]),
        _ => (S["This did not work"], S["Go back and try again."]),
    };
}
