using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Customers.Features;
using WaterCrm.Customers.ViewModels;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Customers.Controllers;

/// <summary>One customer: the page, and what is done from it.</summary>
[Route("staff/customers/{id:guid}"), Authorize(Policy = "Customers.View"), ResponseCache(NoStore = true)]
public sealed class CardController(IMediator mediator, IEnumerable<ISubjectPage> pages, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, string? older, CancellationToken token) =>
        await Page(id, older, token) is { } page ? View("Card", page) : NotFound();

    [HttpPost("contacts"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> Note(Guid id, [Bind(Prefix = "Note")] NoteForm form, CancellationToken token)
    {
        var noted = await mediator.Send(new NoteInteraction { CustomerId = id, Direction = form.Direction, Channel = form.Channel, Summary = form.Summary ?? "" }, token);
        return await Answer(noted, id, "Note", S["The contact is noted."], page => page with { Note = form }, token);
    }

    [HttpPost("premises"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> MoveIn(Guid id, [Bind(Prefix = "MoveIn")] MoveInForm form, CancellationToken token)
    {
        if (!ModelState.IsValid) return await Page(id, null, token) is { } typed ? this.Refuse(KernelErrors.Invalid, typed with { MoveIn = form }, "Card") : NotFound();
        var moved = await mediator.Send(new MoveIn { CustomerId = id, Address = form.Address, ZoneId = form.ZoneId, From = form.From }, token);
        return await Answer(moved, id, "MoveIn", S["The premises are added."], page => page with { MoveIn = form }, token);
    }

    [HttpPost("premises/{stay:guid}/end"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> MoveOut(Guid id, Guid stay, DateOnly to, CancellationToken token) =>
        await Answer(await mediator.Send(new MoveOut(id, stay, to), token), id, "MoveOut", S["The last day is noted."], page => page, token);

    private async Task<IActionResult> Answer(Result<Guid> result, Guid id, string form, string said, Func<CardPage, CardPage> typed, CancellationToken token)
    {
        if (result.Error is not { } error)
        {
            this.Say(said);
            return LocalRedirect($"~/staff/customers/{id}");
        }

        // The page has several forms: the field's name begins with its form's.
        var named = error with { Fields = [.. error.Fields.Select(f => f with { Field = $"{form}.{f.Field}" })] };
        return error.Status is not 404 && await Page(id, null, token) is { } page ? this.Refuse(named, typed(page), "Card") : NotFound();
    }

    private async Task<CardPage?> Page(Guid id, string? older, CancellationToken token) =>
        await mediator.Send(new ShowCustomer(id, older), token) is not { } card ? null : new CardPage(card, await mediator.Send(new FindZones(), token))
        {
            PageOf = (kind, subject) => subject is { } known ? pages.FirstOrDefault(p => p.Kind == kind)?.Url(known) : null,
        };
}
