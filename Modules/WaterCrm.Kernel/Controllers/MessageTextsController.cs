using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Templates.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What the system writes to customers and colleagues, to be said in the utility's own way.</summary>
[Route("staff/admin/messages/texts"), Authorize(Policy = "Messages.EditTexts"), ResponseCache(NoStore = true)]
public sealed class MessageTextsController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, TextFilter filter, CancellationToken token)
    {
        var asked = new FindMessageTexts(q is { Length: > 200 } ? q[..200] : q, filter);
        return View(new MessageTextsPage(asked, await mediator.Send(asked, token)));
    }

    [HttpGet("{kind}/{language}")]
    public async Task<IActionResult> Text(string kind, string language, CancellationToken token)
    {
        if (await mediator.Send(new ShowMessageText(kind, language), token) is not { } shown) return NotFound();

        var tried = await mediator.Send(new TryMessageText(kind, language, shown.Now), token);
        return View(new MessageTextPage(shown) { Sample = tried.Is(out var sample) ? sample : null });
    }

    [HttpPost("{kind}/{language}")]
    public async Task<IActionResult> Text(string kind, string language, MessageTextForm form, CancellationToken token)
    {
        var changed = await mediator.Send(form.ToRequest(kind, language), token);
        if (changed.Error is { } error)
            return await mediator.Send(new ShowMessageText(kind, language), token) is { } shown ? this.Refuse(error, new MessageTextPage(shown) { Typed = form.Parts, Record = form.Record, Met = error.Status == 409 }) : NotFound();

        this.Say(S["The text is saved. The next message says it so."]);
        return RedirectToAction(nameof(Text), new { kind, language });
    }

    /// <summary>The page again with what was typed, and what it looks like.</summary>
    [HttpPost("{kind}/{language}/preview")]
    public async Task<IActionResult> Preview(string kind, string language, MessageTextForm form, CancellationToken token)
    {
        if (await mediator.Send(new ShowMessageText(kind, language), token) is not { } shown) return NotFound();

        var page = new MessageTextPage(shown with { Version = form.Version }) { Typed = form.Parts, Record = form.Record };
        var tried = await mediator.Send(new TryMessageText(kind, language, form.Parts, form.Record), token);
        return tried.Error is { } error ? this.Refuse(error, page, nameof(Text)) : View(nameof(Text), page with { Sample = tried.Value, IsTried = true });
    }

    /// <summary>The mail by itself, as a mail program shows it.</summary>
    [HttpPost("{kind}/{language}/mail")]
    public async Task<IActionResult> Mail(string kind, string language, MessageTextForm form, CancellationToken token)
    {
        if (await mediator.Send(new ShowMessageText(kind, language), token) is not { } shown) return NotFound();

        var tried = await mediator.Send(new TryMessageText(kind, language, form.Parts, form.Record), token);
        if (tried.Error is { } error) return this.Refuse(error, new MessageTextPage(shown with { Version = form.Version }) { Typed = form.Parts, Record = form.Record }, nameof(Text));
        if (tried.Value.Message.Html is not { } html) return NotFound();

        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
        return Content(html, "text/html; charset=utf-8");
    }

    [HttpPost("{kind}/{language}/shipped")]
    public async Task<IActionResult> Shipped(string kind, string language, CancellationToken token) =>
        await After(await mediator.Send(new PutShippedTextBack(kind, language), token), kind, language, S["The shipped text is in force again."], Url.Action(nameof(Again), new { kind, language }), token);

    [HttpPost("{kind}/{language}/again")]
    public async Task<IActionResult> Again(string kind, string language, CancellationToken token) =>
        await After(await mediator.Send(new TakeOwnTextAgain(kind, language), token), kind, language, S["It is as it was before."], null, token);

    private async Task<IActionResult> After(Result<Guid> done, string kind, string language, string said, string? undo, CancellationToken token)
    {
        if (done.Error is { } error)
            return error.Status != 404 && await mediator.Send(new ShowMessageText(kind, language), token) is { } shown ? this.Refuse(error, new MessageTextPage(shown), nameof(Text)) : NotFound();

        this.Say(said, undo);
        return RedirectToAction(nameof(Text), new { kind, language });
    }
}
