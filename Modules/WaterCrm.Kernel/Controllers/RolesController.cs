using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What each role may do. A change is first shown with what follows from it, and done when it is sent again.</summary>
[Route("staff/roles"), ResponseCache(NoStore = true), Authorize(Policy = "Roles.Manage")]
public sealed class RolesController(IMediator mediator, RolePages pages, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("new")]
    public async Task<IActionResult> Make(Guid? copyOf, CancellationToken token) => View(await pages.Form(new RoleForm { CopyOf = copyOf }, token));

    [HttpPost("new")]
    public async Task<IActionResult> Make(RoleForm form, CancellationToken token)
    {
        var made = await mediator.Send(new MakeRole(form.Name, form.CopyOf), token);
        return made.Error is { } error ? this.Refuse(error, await pages.Form(form, token)) : Done(made.Value, S["The role is made. Now decide what it may do."]);
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Role(Guid id, CancellationToken token) => await pages.One(id, token) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Role(Guid id, RoleChange change, CancellationToken token)
    {
        if (await pages.One(id, token) is not { } page) return NotFound();

        var wanted = page with { Chosen = change.Granted.ToHashSet(), DemandsSecondFactor = change.DemandsSecondFactor };
        // Who looks at what follows looks at the role as it is now, and confirms that version.
        if (!change.Confirmed && change.Version == page.Role.Version) return View("Confirm" + nameof(Role), new RoleChangePage(wanted, S["Change the role {0}?", S[page.Role.Name]], S["Change role"]));

        var changed = await mediator.Send(new ChangeRole(id, change.Version, change.Granted, change.DemandsSecondFactor), token);
        return changed.Error is { } error ? this.Refuse(error, wanted) : Done(id, S["The role is changed. It takes effect within a minute."]);
    }

    [HttpGet("{id:guid}/back")]
    public async Task<IActionResult> Back(Guid id, CancellationToken token) =>
        await pages.AsProposed(id, token) is { } page ? View("Confirm" + nameof(Role), new RoleChangePage(page, S["Put the role {0} back as it was delivered?", S[page.Role.Name]], S["Put back"])) : NotFound();

    [HttpPost("{id:guid}/back")]
    public async Task<IActionResult> PutBack(Guid id, CancellationToken token)
    {
        var back = await mediator.Send(new PutRoleBack(id), token);
        return back.Error is { } error ? await Again(id, error, token) : Done(id, S["The role is as it was delivered."]);
    }

    [HttpGet("{id:guid}/name")]
    public async Task<IActionResult> Rename(Guid id, CancellationToken token) =>
        await pages.One(id, token) is { Role.IsStandard: false } page ? View(new RoleForm { Name = page.Role.Name }) : NotFound();

    [HttpPost("{id:guid}/name")]
    public async Task<IActionResult> Rename(Guid id, RoleForm form, CancellationToken token)
    {
        var renamed = await mediator.Send(new RenameRole(id, form.Name), token);
        return renamed.Error is { } error ? this.Refuse(error, form) : Done(id, S["The role has a new name."]);
    }

    [HttpGet("{id:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, CancellationToken token) => await pages.Deletion(id, null, token) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, Guid? instead, CancellationToken token)
    {
        var deleted = await mediator.Send(new DeleteRole(id, instead), token);
        if (deleted.Error is { } error) return await pages.Deletion(id, instead, token) is { } page ? this.Refuse(error, page) : NotFound();

        this.Say(S["The role is deleted."]);
        return Redirect("~/staff/roles");
    }

    private async Task<IActionResult> Again(Guid id, Error error, CancellationToken token) => await pages.One(id, token) is { } page ? this.Refuse(error, page, nameof(Role)) : NotFound();

    private RedirectToActionResult Done(Guid id, string said)
    {
        this.Say(said);
        return RedirectToAction(nameof(Role), new { id });
    }
}

/// <summary>All roles beside each other: to look at, for everybody who may see the people.</summary>
[Route("staff/roles"), ResponseCache(NoStore = true)]
public sealed class RoleMatrixController(RolePages pages) : Controller
{
    [HttpGet(""), Authorize(Policy = "People.View")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await pages.All(token));
}
