using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Who is away and who does their work. Everybody enters their own absences; heads and managers those of others.</summary>
[Route("staff/absences"), Authorize(Policy = "Staffing.View"), ResponseCache(NoStore = true)]
public sealed class AbsencesController(IMediator mediator, IPeople people, IActor actor, LocalFormat format, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(AbsenceTab tab, string? after, CancellationToken token) =>
        View(await Page(tab, after, new AbsenceForm { PersonId = actor.Id }, token));

    [HttpPost("")]
    public async Task<IActionResult> Enter(AbsenceForm form, CancellationToken token)
    {
        var entered = ModelState.IsValid ? await mediator.Send(new EnterAbsence(form.PersonId, form.SubstituteId, form.From, form.Until, form.Note), token) : KernelErrors.Invalid;
        if (entered.Error is { } error) return this.Refuse(error, await Page(AbsenceTab.Now, null, form, token), "Index");

        this.Say(S["The absence is entered. What waits for the person is shown to the substitute in these days."]);
        return RedirectToAction(nameof(Index), new { tab = form.From > format.Today ? "coming" : null });
    }

    [HttpPost("{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken token)
    {
        var ended = await mediator.Send(new EndAbsence(id), token);
        if (ended.Error is { Status: 404 }) return NotFound();
        if (ended.Error is { } error) return this.Refuse(error, await Page(AbsenceTab.Now, null, new AbsenceForm { PersonId = actor.Id }, token), "Index");

        this.Say(S["The absence is over."], undo: Url.Action(nameof(Resume), new { id, until = ended.Value.Until.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }));
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("{id:guid}/resume")]
    public async Task<IActionResult> Resume(Guid id, DateOnly until, CancellationToken token)
    {
        var resumed = await mediator.Send(new ResumeAbsence(id, until), token);
        if (resumed.Error is { Status: 404 }) return NotFound();
        if (resumed.Error is { } error) return this.Refuse(error, await Page(AbsenceTab.Now, null, new AbsenceForm { PersonId = actor.Id }, token), "Index");

        this.Say(S["It is as it was before."]);
        return RedirectToAction(nameof(Index));
    }

    private async Task<AbsencesPage> Page(AbsenceTab tab, string? after, AbsenceForm form, CancellationToken token) =>
        new(Enum.IsDefined(tab) ? tab : AbsenceTab.Now, await mediator.Send(new FindAbsences(Enum.IsDefined(tab) ? tab : AbsenceTab.Now, after), token), form, await people.Active(null, token))
        {
            MayManage = PermissionRequirement.Has(User, StaffingPermissions.Manage), Reader = actor.Id,
        };
}
