using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words.Terms;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The product's sentences, to be found and said otherwise.</summary>
[Route("staff/admin/words"), Authorize(Policy = "Words.Change")]
public sealed class TermsController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, bool changed, int skip, CancellationToken token)
    {
        var asked = new FindTerms(q is { Length: > 200 } ? q[..200] : q, changed, Math.Max(0, skip));
        return View(new TermsPage(asked, await mediator.Send(asked, token)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Term(Guid id, CancellationToken token) => await mediator.Send(new ShowTerm(id), token) is { } shown ? View(new TermPage(shown)) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Term(Guid id, TermForm form, CancellationToken token)
    {
        var before = form.Back ? (await mediator.Send(new ShowTerm(id), token))?.Words.FirstOrDefault(w => w.Culture == form.Culture) : null;
        var changed = await mediator.Send(form.ToRequest(id), token);
        if (changed.Error is { } error)
            return await mediator.Send(new ShowTerm(id), token) is { } shown ? this.Refuse(error, new TermPage(shown) { Typed = form, Met = error.Status == 409 }) : NotFound();

        this.Say(form.Back ? S["The original is back on every page."] : S["The new words stand on every page."],
            undo: before?.Corrected is null ? null : Url.Action(nameof(Term), new { id, form.Culture }) + All("Forms", before.Corrected) + All("Was", before.Original));
        return RedirectToAction(nameof(Term), new { id });
    }

    private static string All(string field, IEnumerable<string> words) => string.Concat(words.Select(w => $"&{field}={Uri.EscapeDataString(w)}"));
}
