using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Offices and districts, with their heads.</summary>
[Route("staff/branches"), ResponseCache(NoStore = true)]
public sealed class BranchesController(IMediator mediator, IPeople people, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet(""), Authorize(Policy = "Staffing.View")]
    public async Task<IActionResult> Index(bool closed, string? after, Guid? edit, CancellationToken token) =>
        View(await Page(new FindBranches(closed, after), BranchForm.Of(edit is { } id ? await mediator.Send(new ShowBranch(id), token) : null), token));

    [HttpPost(""), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Save(BranchForm form, CancellationToken token)
    {
        var saved = ModelState.IsValid ? await mediator.Send(form.Record(), token) : KernelErrors.Invalid;
        if (saved.Error is { } error) return this.Refuse(error, await Page(new FindBranches(), form, token), "Index");

        this.Say(S["The branch is saved."]);
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("{id:guid}/close"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Close(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowBranch(id), token) is { } branch ? View("Confirm", new ConfirmPage(S["Close the branch {0}?", branch.Name], S["Close branch"], Url.Content("~/staff/branches")) { Text = S["It stays among the closed ones, with its teams of earlier days."] }) : NotFound();

    [HttpPost("{id:guid}/close"), Authorize(Policy = "Staffing.Manage"), ActionName("Close")]
    public async Task<IActionResult> Closed(Guid id, CancellationToken token)
    {
        var closed = await mediator.Send(new CloseBranch(id), token);
        if (closed.Error is { Status: 404 }) return NotFound();
        if (closed.Error is { } error) return this.Refuse(error, await Page(new FindBranches(), new BranchForm(), token), "Index");

        this.Say(S["The branch is closed."], undo: Url.Action(nameof(Reopen), new { id }));
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("{id:guid}/reopen"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken token)
    {
        var reopened = await mediator.Send(new ReopenBranch(id), token);
        if (reopened.Error is { Status: 404 }) return NotFound();
        if (reopened.Error is { } error) return this.Refuse(error, await Page(new FindBranches(), new BranchForm(), token), "Index");

        this.Say(S["It is as it was before."]);
        return RedirectToAction(nameof(Index));
    }

    private async Task<BranchesPage> Page(FindBranches asked, BranchForm form, CancellationToken token) =>
        new(asked, await mediator.Send(asked, token), form, await people.Active(null, token));
}
