using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Sops.Features;
using WaterCrm.Sops.ViewModels;

namespace WaterCrm.Sops.Controllers;

/// <summary>What is done to a whole case: its clock, its ladder, its reopening.</summary>
[Route("staff/cases/{id:guid}"), Authorize(Policy = "Sops.Answer"), ResponseCache(NoStore = true)]
public sealed class CasesController(IMediator mediator) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowCaseById(id), token) is { } run ? View("CasePage", new CasePage(run)) : NotFound();

    [HttpPost("pause")]
    public Task<IActionResult> Pause(Guid id, ReasonForm form, CancellationToken token) => Act(id, form, new PauseCase(id, form.Reason ?? ""), token);

    [HttpPost("resume")]
    public Task<IActionResult> Resume(Guid id, ReasonForm form, CancellationToken token) => Act(id, form, new ResumeCase(id, form.Reason), token);

    [HttpPost("escalate")]
    public Task<IActionResult> Escalate(Guid id, ReasonForm form, CancellationToken token) => Act(id, form, new EscalateCase(id, form.Reason ?? ""), token);

    [HttpPost("reopen"), Authorize(Policy = "Sops.Reopen")]
    public Task<IActionResult> Reopen(Guid id, ReasonForm form, CancellationToken token) => Act(id, form, new ReopenCase(id, form.Reason ?? "", form.Step), token);

    private async Task<IActionResult> Act(Guid id, ReasonForm form, WaterCrm.Kernel.Requests.ICommand<Guid> command, CancellationToken token) =>
        await this.Done(await mediator.Send(command, token), form, $"/staff/cases/{id}", () => mediator.Send(new ShowCaseById(id), token));
}
