using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Web;

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
        var typed = TypedText.Of(HttpContext);
        var (title, text) = HttpContext.Features.Get<Unreadable>() is { } unreadable ? Words(unreadable)
            : code == 403 && typed is not null
                ? (S["You may not do this any more"], S["What your role may do was changed while you worked. Nothing was saved; your text stands below. Copy it, and ask your administrator."])
                : code == 401 && typed is not null
                    ? (S["You are signed out"], S["Your session ended while you worked. Nothing was saved; your text stands below. Copy it, sign in, and send it from there."])
                : code == 400 && typed is not null
                    ? (S["The page was open for too long"], S["Nothing was saved; your text stands below. Copy it, open the page again, and send it from there."])
                    : Words(code);
        return View(new ErrorPage(code, title, text, Url.Content(staff ? "~/staff" : "~/"), number) { Typed = typed });
    }

    private (string Title, string Text) Words(Unreadable request) => request.Cause switch
    {
        UnreadableCause.TooLarge => (S["This is too large"], S["At most {0} MB can be sent at once, files and text together. Nothing was saved. Press Back in your browser: what you typed is still there. Then choose fewer or smaller files and send it again.", request.Limit / (1024 * 1024)]),
        UnreadableCause.BrokenForm => (S["This page could not read what was sent"], S["It broke off on the way, or has far more fields than the page. Nothing was saved. Press Back in your browser: what you typed is still there. Then send it again."]),
        _ => (S["This page could not read what was sent"], S["Some of it is not written in UTF-8, so other letters than yours would have been kept. Nothing was saved. Go back, type it again instead of pasting it, and send it once more."]),
    };

    private (string Title, string Text) Words(int code) => code switch
    {
        400 => (S["This page could not read what was sent"], S["Perhaps the form stood open for a long time. Go back, load the page again and send it once more."]),
        403 => (S["You may not open this page"], S["Your role does not include it. Ask your administrator if you need it for your work."]),
        404 => (S["This page does not exist"], S["The address may be mistyped, or what stood here is no longer there."]),
        405 => (S["This page opens in another way"], S["It only answers a button on another page. Begin at the start page."]),
        409 => (S["Somebody was faster"], S["Another person changed this at the same time. Go back, load the page again and look at what they did."]),
        413 => (S["This file is too large"], S["Send a smaller one. Photos of 10 MB or less are always taken."]),
        422 => (S["Some answers could not be taken"], S["Go back and check what was filled in."]),
        429 => (S["Too many at once"], S["Many requests came from your connection. Please wait a minute and try again."]),
        503 => (S["We are back in a moment"], S["The system is being maintained. Please try again in a few minutes."]),
        >= 500 => (S["Something went wrong on our side"], S["Nothing you did was wrong. What happened is noted; please try again in a minute."]),
        _ => (S["This did not work"], S["Go back and try again."]),
    };
}
