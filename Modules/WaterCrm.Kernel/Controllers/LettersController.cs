using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Letters;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Letters that wait for the printer. Which were chosen stands in the page and nowhere else, so that a restart between printing and saying so loses nothing.</summary>
[Route("staff/admin/messages/letters"), Authorize(Policy = "Messages.Post"), ResponseCache(NoStore = true)]
public sealed class LettersController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? kind, string? after, CancellationToken token) => View(await Page(kind, after, token));

    /// <summary>Those that were ticked, or all of the filter: from here on these and no others.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Print(LettersForm form, CancellationToken token)
    {
        var chosen = form.All ? await mediator.Send(new ChooseLetters(form.Kind), token) : form.Chosen;
        if (chosen.Count == 0) return this.Refuse(LetterErrors.NoneChosen, await Page(form.Kind, form.After, token), nameof(Index));
        return await Chosen(chosen, null, token);
    }

    /// <summary>The letters by themselves, as they are printed. Nothing is noted by opening it.</summary>
    [HttpPost("sheets")]
    public async Task<IActionResult> Sheets(string? ids, [FromServices] LetterSheetFile file, CancellationToken token)
    {
        if (await file.Page(LettersForm.Read(ids), token) is not { } page) return await Chosen([], LetterErrors.NoneWaits, token);

        Response.Headers.ContentSecurityPolicy = page.Policy;
        return Content(page.Html, "text/html; charset=utf-8");
    }

    [HttpPost("pdf")]
    public async Task<IActionResult> Pdf(string? ids, [FromServices] LetterSheetFile file, CancellationToken token)
    {
        var pdf = await file.Pdf(LettersForm.Read(ids), token);
        return pdf.Error is { } error ? await Chosen(LettersForm.Read(ids), error, token) : File(pdf.Value, "application/pdf", "letters.pdf");
    }

    [HttpPost("printed")]
    public async Task<IActionResult> Printed(string? ids, CancellationToken token)
    {
        var noted = await mediator.Send(new NoteLettersPrinted(LettersForm.Read(ids)), token);
        if (noted.Error is { } error) return this.Refuse(error, await Page(null, null, token), nameof(Index));

        this.Say(Said(noted.Value));
        return Redirect(Url.Content("~" + LettersPage.List));
    }

    private async Task<IActionResult> Chosen(IReadOnlyList<Guid> ids, Error? error, CancellationToken token)
    {
        var letters = await mediator.Send(new ReadLetters(ids), token);
        if (letters.Count == 0) return this.Refuse(error ?? LetterErrors.NoneWaits, await Page(null, null, token), nameof(Index));

        var page = new LettersChosenPage([.. letters.Select(l => l.Id)], ids.Count - letters.Count);
        return error is null ? View("Chosen", page) : this.Refuse(error, page, "Chosen");
    }

    private string Said(LettersPrinted noted) => noted switch
    {
        { Ended: 0 } => S.Plural(noted.Noted, "1 letter is noted as printed.", "{0} letters are noted as printed."),
        { By: { } who } => S["{0} letters are noted as printed. {1} others do not wait any more: {2} has printed some of them.", noted.Noted, noted.Ended, who],
        _ => S["{0} letters are noted as printed. {1} others do not wait any more.", noted.Noted, noted.Ended],
    };

    private async Task<LettersPage> Page(string? kind, string? after, CancellationToken token) => new(await mediator.Send(new FindLetters(kind, after), token), kind, after);
}
