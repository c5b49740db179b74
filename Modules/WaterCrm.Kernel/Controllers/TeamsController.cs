using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Teams: who heads them, who belongs to them since when, and where their work goes when they are closed.</summary>
[Route("staff/teams"), ResponseCache(NoStore = true)]
public sealed class TeamsController(IMediator mediator, IPeople people, IStaffing staffing, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet(""), Authorize(Policy = "Staffing.View")]
    public async Task<IActionResult> Index(bool closed, Guid? branch, string? after, CancellationToken token)
    {
        var asked = new FindTeams(closed, branch, after);
        return View(new TeamsPage(asked, await mediator.Send(asked, token), await mediator.Send(new ListBranches(), token)));
    }

    [HttpGet("new"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Add(CancellationToken token) => View("Form", await Filled(new TeamForm(), token));

    [HttpPost("new"), Authorize(Policy = "Staffing.Manage")]
    public Task<IActionResult> Add(TeamForm form, CancellationToken token) => Save(form, null, token);

    [HttpGet("{id:guid}"), Authorize(Policy = "Staffing.View")]
    public async Task<IActionResult> Team(Guid id, CancellationToken token) => await Page(id, token) is { } page ? View("Team", page) : NotFound();

    [HttpGet("{id:guid}/change"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Change(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowTeam(id), token) is { } team ? View("Form", await Filled(TeamForm.Of(team), token)) : NotFound();

    [HttpPost("{id:guid}/change"), Authorize(Policy = "Staffing.Manage")]
    public Task<IActionResult> Change(Guid id, TeamForm form, CancellationToken token) => Save(form, id, token);

    [HttpPost("{id:guid}/members"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Join(Guid id, Guid? personId, DateOnly? from, CancellationToken token) =>
        await Done(id, ModelState.IsValid ? await mediator.Send(new JoinTeam(id, personId, from), token) : KernelErrors.Invalid, S["The person belongs to the team."], token, page => page with { PersonId = personId, From = from });

    [HttpPost("{id:guid}/members/{member:guid}/leave"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Leave(Guid id, Guid member, DateOnly? until, CancellationToken token) =>
        await Done(id, ModelState.IsValid ? await mediator.Send(new LeaveTeam(id, member, until), token) : KernelErrors.Invalid, S["The last day in the team is noted."], token, undo: Url.Action(nameof(Stay), new { id, member }));

    [HttpPost("{id:guid}/members/{member:guid}/stay"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Stay(Guid id, Guid member, CancellationToken token) => await Done(id, await mediator.Send(new StayInTeam(id, member), token), S["It is as it was before."], token);

    [HttpGet("{id:guid}/close"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Close(Guid id, CancellationToken token) => await ClosePage(id, null, token) is { } page ? View("Reassign", page) : NotFound();

    [HttpPost("{id:guid}/close"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Close(Guid id, string? to, CancellationToken token)
    {
        var (told, person, team) = Targets.Read(to);
        var closed = await mediator.Send(new CloseTeam(id, told, person, team), token);
        if (closed.Error is { } error) return await ClosePage(id, to, token) is { } page ? this.Refuse(error, page, "Reassign") : NotFound();

        var (left, gaveWork) = (closed.Value.LeftBefore, closed.Value.GaveWork);
        this.Say(S["The team is closed."], undo: Url.Action(nameof(Reopen), new { id, left, gaveWork }));
        return RedirectToAction(nameof(Team), new { id });
    }

    [HttpPost("{id:guid}/reopen"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Reopen(Guid id, Guid[] left, bool gaveWork, CancellationToken token) =>
        await Done(id, await mediator.Send(new ReopenTeam(id, left), token), gaveWork ? S["The team is open again. The work that it gave away stays where it is."] : S["It is as it was before."], token);

    private async Task<IActionResult> Save(TeamForm form, Guid? id, CancellationToken token)
    {
        if (!ModelState.IsValid) return this.Refuse(KernelErrors.Invalid, await Filled(form with { Id = id }, token), "Form");
        var saved = await mediator.Send(form.Record(id), token);
        if (saved.Error is { Status: 404 }) return NotFound();
        if (saved.Error is { } error) return this.Refuse(error, await Filled(form with { Id = id }, token), "Form");

        this.Say(S["The team is saved."]);
        return RedirectToAction(nameof(Team), new { id = saved.Value });
    }

    private async Task<IActionResult> Done(Guid id, Result<Guid> result, string said, CancellationToken token, Func<TeamPage, TeamPage>? typed = null, string? undo = null)
    {
        if (result.Error is { } error) return await Page(id, token) is { } page ? this.Refuse(error, typed is null ? page : typed(page), "Team") : NotFound();

        this.Say(said, undo);
        return RedirectToAction(nameof(Team), new { id });
    }

    private async Task<TeamForm> Filled(TeamForm form, CancellationToken token) =>
        form with { Branches = await mediator.Send(new ListBranches(), token), People = await people.Active(null, token) };

    private async Task<TeamPage?> Page(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowTeam(id), token) is { } team ? new TeamPage(team, await people.Active(null, token)) : null;

    private async Task<ReassignPage?> ClosePage(Guid id, string? to, CancellationToken token)
    {
        if (await mediator.Send(new ShowTeam(id), token) is not { } team) return null;
        return new ReassignPage(S["Close the team {0}?", team.Name], S["Close team"], $"/staff/teams/{id}", await mediator.Send(new ShowOpenWork(WorkHolder.Of(team.Code)), token))
        {
            To = to, Text = S["Its members no longer belong to it from tomorrow on. Procedures that name it give their steps to the role again."],
            People = await mediator.Send(new FindTakers(WorkHolder.Of(team.Code)), token), Teams = [.. (await staffing.OpenTeams(token)).Where(t => t.Code != team.Code)],
        };
    }
}
