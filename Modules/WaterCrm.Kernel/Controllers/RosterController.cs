using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Who is in which shift, week by week, and the shifts themselves.</summary>
[Route("staff/roster"), ResponseCache(NoStore = true)]
public sealed class RosterController(IMediator mediator, IPeople people, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet(""), Authorize(Policy = "Staffing.View")]
    public async Task<IActionResult> Index(DateOnly? week, CancellationToken token) => View(await Page(week, new PlaceForm(), token));

    [HttpPost(""), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Put(PlaceForm form, CancellationToken token)
    {
        var put = ModelState.IsValid ? await mediator.Send(new PutInRoster(form.ShiftId, form.Day, form.PersonId, form.Duty), token) : KernelErrors.Invalid;
        return put.Error is { } error ? this.Refuse(error, await Page(form.Day, form, token), "Index") : Back(form.Day, S["The roster is changed."]);
    }

    [HttpPost("{place:guid}/remove"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Remove(Guid place, DateOnly? week, CancellationToken token)
    {
        var taken = await mediator.Send(new TakeFromRoster(place), token);
        if (taken.Error is not null) return NotFound();
        var was = taken.Value;
        return Back(week, S["The roster is changed."], Url.Action(nameof(Put), new { was.ShiftId, Day = was.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), was.PersonId, was.Duty }));
    }

    [HttpPost("copy"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Copy(DateOnly? week, CancellationToken token)
    {
        if (week is not { Year: > 1 and < 9999 } monday) return NotFound();
        var copied = await mediator.Send(new CopyWeek(monday), token);
        return copied.Error is { } error ? this.Refuse(error, await Page(week, new PlaceForm(), token), "Index") : Back(monday.AddDays(7), S.Plural(copied.Value, "1 place is copied into this week.", "{0} places are copied into this week."));
    }

    [HttpGet("shifts"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Shifts(Guid? edit, CancellationToken token)
    {
        var shifts = await mediator.Send(new ListShifts(), token);
        return View(new ShiftsPage(shifts, ShiftForm.Of(shifts.FirstOrDefault(s => s.Id == edit)), await Teams(token)));
    }

    [HttpPost("shifts"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Shifts(ShiftForm form, CancellationToken token)
    {
        var saved = ModelState.IsValid ? await mediator.Send(form.Record(), token) : KernelErrors.Invalid;
        if (saved.Error is { } error) return this.Refuse(error, new ShiftsPage(await mediator.Send(new ListShifts(), token), form, await Teams(token)));

        this.Say(S["The shift is saved."]);
        return RedirectToAction(nameof(Shifts));
    }

    [HttpGet("shifts/{id:guid}/close"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Close(Guid id, CancellationToken token) => (await mediator.Send(new ListShifts(), token)).FirstOrDefault(s => s.Id == id) is { } shift
        ? View("Confirm", new ConfirmPage(S["End the shift {0}?", shift.Name], S["End shift"], Url.Content("~/staff/roster/shifts")) { Text = S["It is no longer in the roster; who worked in it stays in the audit."] })
        : NotFound();

    [HttpPost("shifts/{id:guid}/close"), Authorize(Policy = "Staffing.Manage"), ActionName("Close")]
    public async Task<IActionResult> Closed(Guid id, CancellationToken token)
    {
        if ((await mediator.Send(new CloseShift(id), token)).Error is not null) return NotFound();
        this.Say(S["The shift is ended."], undo: Url.Action(nameof(Reopen), new { id }));
        return RedirectToAction(nameof(Shifts));
    }

    [HttpPost("shifts/{id:guid}/reopen"), Authorize(Policy = "Staffing.Manage")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken token)
    {
        var reopened = await mediator.Send(new ReopenShift(id), token);
        if (reopened.Error is { Status: 404 }) return NotFound();
        if (reopened.Error is { } error) return this.Refuse(error, new ShiftsPage(await mediator.Send(new ListShifts(), token), ShiftForm.Of(null), await Teams(token)), nameof(Shifts));

        this.Say(S["It is as it was before."]);
        return RedirectToAction(nameof(Shifts));
    }

    private RedirectToActionResult Back(DateOnly? day, string said, string? undo = null)
    {
        this.Say(said, undo);
        return RedirectToAction(nameof(Index), new { week = day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
    }

    private async Task<RosterPage> Page(DateOnly? week, PlaceForm form, CancellationToken token) =>
        new(await mediator.Send(new ShowRoster(week), token), await people.AbleTo(null, token)) { Form = form };

    private async Task<IReadOnlyList<TeamRow>> Teams(CancellationToken token) => (await mediator.Send(new FindTeams(), token)).Teams;
}
