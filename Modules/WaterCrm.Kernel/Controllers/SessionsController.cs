using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Where one is signed in, and for who manages people also where others are.</summary>
[Route("staff"), ResponseCache(NoStore = true)]
public sealed class SessionsController(IMediator mediator, ISessions sessions, IActor actor, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("sessions"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> Mine(CancellationToken token) => View("List", new SessionsPage(Me, null, await mediator.Send(new ListSessions(Me), token), sessions.Current));

    [HttpPost("sessions/{id:guid}/end"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> EndMine(Guid id, CancellationToken token) =>
        Done(await mediator.Send(new EndSessions(Me, id), token), S["The session is ended. The browser notices within a minute."], nameof(Mine));

    [HttpPost("sessions/end"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> EndAllMine(CancellationToken token)
    {
        await mediator.Send(new EndSessions(Me), token);
        await sessions.End();
        return Redirect("~/staff");   // where one is asked to sign in
    }

    [HttpGet("people/{person:guid}/sessions"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Theirs(Guid person, CancellationToken token) => await mediator.Send(new ShowPerson(person), token) is { } shown
        ? View("List", new SessionsPage(person, shown.Name, await mediator.Send(new ListSessions(person), token), sessions.Current))
        : NotFound();

    [HttpPost("people/{person:guid}/sessions/{id:guid}/end"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> EndTheirs(Guid person, Guid id, CancellationToken token) =>
        Done(await mediator.Send(new EndSessions(person, id), token), S["The session is ended. The browser notices within a minute."], nameof(Theirs), person);

    [HttpPost("people/{person:guid}/sessions/end"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> EndAllTheirs(Guid person, CancellationToken token) =>
        Done(await mediator.Send(new EndSessions(person), token), S["The person is signed out everywhere within a minute."], nameof(Theirs), person);

    private Guid Me => actor.Id ?? Guid.Empty;

    private IActionResult Done(Result<Guid> ended, string said, string page, Guid? person = null)
    {
        if (ended.Error is { } error && error.Status != 404) return this.Refuse(error);   // what is gone already is ended too

        this.Say(said);
        return RedirectToAction(page, new { person });
    }
}
