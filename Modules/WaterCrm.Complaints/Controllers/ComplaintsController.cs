using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Complaints.Web;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Complaints.Controllers;

/// <summary>The work list and the page of one complaint.</summary>
[Route("staff/complaints"), ResponseCache(NoStore = true)]
public sealed class ComplaintsController(IMediator mediator, WorkPages pages, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet(""), Authorize(Policy = "Complaints.View")]
    public async Task<IActionResult> Index(WorkAddress address, CancellationToken token) => View(await pages.List(address, token));

    [HttpGet("{id:guid}"), Authorize(Policy = "Complaints.View")]
    public async Task<IActionResult> Details(Guid id, CancellationToken token) =>
        await pages.One(id, token) is { } page ? View(page) : NotFound();

    [HttpGet("{id:guid}/photos/{photo:guid}"), Authorize(Policy = "Complaints.View")]
    public async Task<IActionResult> Photo(Guid id, Guid photo, [FromServices] FileStore files, CancellationToken token) =>
        await mediator.Send(new FindPhoto(id, photo), token) is { } file ? this.Send(files, file, inline: true) : NotFound();

    [HttpPost("{id:guid}/add"), Authorize(Policy = "Complaints.Work")]
    public async Task<IActionResult> Add(Guid id, string? text, CancellationToken token)
    {
        var added = await mediator.Send(new AddToComplaint { ComplaintId = id, Text = text ?? "" }, token);
        return added.Error is { } error ? await Again(id, error, page => page with { Text = text }, token) : Done(id, S["Added."]);
    }

    [HttpPost("{id:guid}/reopen"), Authorize(Policy = "Complaints.Reopen")]
    public async Task<IActionResult> Reopen(Guid id, string? reason, CancellationToken token)
    {
        var reopened = await mediator.Send(new ReopenComplaint { ComplaintId = id, Reason = reason ?? "" }, token);
        return reopened.Error is { } error ? await Again(id, error, page => page with { Reason = reason }, token) : Done(id, S["The complaint is open again."]);
    }

    private async Task<IActionResult> Again(Guid id, Error error, Func<ComplaintDetails, ComplaintDetails> typed, CancellationToken token) =>
        await pages.One(id, token) is { } page ? this.Refuse(error, typed(page), nameof(Details)) : NotFound();

    private RedirectToActionResult Done(Guid id, string message)
    {
        this.Say(message);
        return RedirectToAction(nameof(Details), new { id });
    }
}
