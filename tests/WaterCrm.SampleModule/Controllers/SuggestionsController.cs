using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Features;

namespace WaterCrm.SampleModule.Controllers;

public sealed class SuggestionsController(IMediator mediator) : Controller
{
    [HttpGet("suggestions"), AllowAnonymous]
    public IActionResult Make([FromServices] BoxSettings box) => box.IsOpen ? View(new MakeSuggestion("")) : View("Closed", box);

    [HttpPost("suggestions"), AllowAnonymous]
    public async Task<IActionResult> Make(MakeSuggestion form, CancellationToken token)
    {
        var made = await mediator.Send(form, token);
        return made.Error is { } error ? this.Refuse(error, form) : RedirectToAction("Thanks");
    }

    [HttpGet("suggestions/thanks"), AllowAnonymous]
    public IActionResult Thanks() => View();

    [HttpGet("staff/suggestions"), Authorize(Policy = "Suggestions.Read")]
    public async Task<IActionResult> List(CancellationToken token) => View(await mediator.Send(new ListSuggestions(), token));

    [HttpGet("staff/suggestions/of/{customer:guid}"), Authorize(Policy = "Suggestions.TakeUp")]
    public async Task<IActionResult> Note(Guid customer, CancellationToken token) => await Named(customer, token) ? View(new NoteSuggestion(customer, "")) : NotFound();

    [HttpPost("staff/suggestions/of/{customer:guid}"), Authorize(Policy = "Suggestions.TakeUp")]
    public async Task<IActionResult> Note(NoteSuggestion form, CancellationToken token)
    {
        if (form.Customer is not { } customer || !await Named(customer, token)) return NotFound();
        var noted = await mediator.Send(form, token);
        return noted.Error is { } error ? this.Refuse(error, form) : LocalRedirect(Url.Content($"~/staff/customers/{customer}"));
    }

    [HttpPost("staff/suggestions/{id:guid}/take-up"), Authorize(Policy = "Suggestions.TakeUp")]
    public async Task<IActionResult> TakeUp(Guid id, CancellationToken token)
    {
        var taken = await mediator.Send(new TakeUpSuggestion(id), token);
        return taken.Error is { } error ? this.Refuse(error, await mediator.Send(new ListSuggestions(), token), "List") : RedirectToAction("List");
    }

    /// <summary>What another module's record is called is asked of that module.</summary>
    private async Task<bool> Named(Guid customer, CancellationToken token)
    {
        ViewData["Customer"] = (await mediator.Send(new NamesOf([customer]), token)).GetValueOrDefault(customer)?.Name;
        return ViewData["Customer"] is not null;
    }
}
