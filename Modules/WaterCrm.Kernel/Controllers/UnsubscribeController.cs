using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>
/// What news somebody gets, behind the link of a message. Looking changes nothing: scanners follow every link of a mail. What is posted needs no token of a form,
/// since mail programs post too (RFC 8058); who has the link may choose.
/// </summary>
[Route("unsubscribe/{token}"), AllowAnonymous, IgnoreAntiforgeryToken, LanguageOfReceiver, ResponseCache(NoStore = true)]
public sealed class UnsubscribeController(IMediator mediator, NewsGate gate, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet(""), HttpHead("")]
    public async Task<IActionResult> Index(string token, CancellationToken cancelled) => Read(token) is { } link ? View("Index", await Page(link, token, cancelled)) : Wrong();

    /// <summary>At once, and answered here: mail programs follow no redirection.</summary>
    [HttpPost("")]
    public async Task<IActionResult> OneClick(string token, [FromForm(Name = "List-Unsubscribe")] string? oneClick, [FromForm] string? by, CancellationToken cancelled)
    {
        if (Read(token) is not { } link) return Wrong();
        if (!"One-Click".Equals(oneClick?.Trim(), StringComparison.OrdinalIgnoreCase)) return this.Refuse(NewsErrors.Nothing, await Page(link, token, cancelled), "Index");

        return await Change(link, token, new NewsForm { News = link.News, IsOneClick = by is null }, cancelled) ?? View("Index", await Page(link, token, cancelled));
    }

    [HttpPost("choose")]
    public async Task<IActionResult> Choose(string token, NewsForm form, CancellationToken cancelled)
    {
        if (Read(token) is not { } link) return Wrong();
        return await Change(link, token, form, cancelled) ?? Back(token, S["Your choice is saved, and holds from now on."]);
    }

    [HttpPost("undo")]
    public async Task<IActionResult> Undo(string token, CancellationToken cancelled)
    {
        if (Read(token) is not { } link) return Wrong();
        return await Change(link, token, new NewsForm { News = link.News, IsUndo = true }, cancelled) ?? Back(token, S["Taken back: you get it again."]);
    }

    private async Task<IActionResult?> Change(NewsLink link, string token, NewsForm form, CancellationToken cancelled)
    {
        if (!gate.Gate.LetsIn(HttpContext.Connection.RemoteIpAddress)) return this.Refuse(NewsErrors.Crowded, await Page(link, token, cancelled), "Index");
        var page = await Page(link, token, cancelled);
        return (await mediator.Send(form.Command(link, page.News), cancelled)).Error is { } error ? this.Refuse(error, page, "Index") : null;
    }

    private async Task<NewsPage> Page(NewsLink link, string token, CancellationToken cancelled)
    {
        Hide();
        return new NewsPage((await mediator.Send(new ShowNews([(link.Channel, link.Address)]), cancelled))[0], link.News, token);
    }

    private RedirectToActionResult Back(string token, string said)
    {
        this.Say(said);
        return RedirectToAction(nameof(Index), new { token });
    }

    private IActionResult Wrong()
    {
        Hide();
        return this.Refuse(gate.Gate.LetsIn(HttpContext.Connection.RemoteIpAddress) ? NewsErrors.WrongLink : NewsErrors.Crowded, new WrongNewsLink(), "Wrong");
    }

    private NewsLink? Read(string token) => HttpContext.RequestServices.GetRequiredService<NewsLinks>().Read(token);

    /// <summary>The address is a key: it goes to no other site and into no search engine.</summary>
    private void Hide() => (Response.Headers["Referrer-Policy"], Response.Headers["X-Robots-Tag"]) = ("no-referrer", "noindex, nofollow");
}
