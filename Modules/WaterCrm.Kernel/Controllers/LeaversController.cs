using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Everything open that a person holds, and one button that gives it to somebody else.</summary>
[Route("staff/people/{id:guid}/work"), Authorize(Policy = "People.Manage"), ResponseCache(NoStore = true)]
public sealed class LeaversController(IMediator mediator, IStaffing staffing, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken token) => await Page(id, null, token) is { } page ? View("Reassign", page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Reassign(Guid id, string? to, CancellationToken token)
    {
        if (await Page(id, to, token) is not { } page) return NotFound();
        var (told, person, team) = Targets.Read(to);
        if (!told) return this.Refuse(KernelErrors.Invalid with { Fields = [new FieldError("to", "Say where the work goes.")] }, page, "Reassign");

        var moved = await mediator.Send(new ReassignWork(id, person, team), token);
        if (moved.Error is { } error) return this.Refuse(error, page, "Reassign");

        this.Say(S["Everything that was open has gone to its new place."]);
        return LocalRedirect($"~/staff/people/{id}");
    }

    private async Task<ReassignPage?> Page(Guid id, string? to, CancellationToken token)
    {
        if (await mediator.Send(new ShowPerson(id), token) is not { } person) return null;
        return new ReassignPage(S["Open work of {0}", person.Name], S["Give it all away"], $"/staff/people/{id}", await mediator.Send(new ShowOpenWork(WorkHolder.Of(id)), token))
        {
            IsOnlyWork = true, To = to, People = await mediator.Send(new FindTakers(WorkHolder.Of(id)), token), Teams = await staffing.OpenTeams(token),
        };
    }
}
