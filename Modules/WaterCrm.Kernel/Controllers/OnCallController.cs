using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Who is on call now, the calls, and the button with which one takes a call.</summary>
[Route("staff/on-call"), Authorize(Policy = "Staffing.View"), ResponseCache(NoStore = true)]
public sealed class OnCallController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await Page(null, token));

    [HttpPost("")]
    public async Task<IActionResult> Call(string? reason, CancellationToken token) => await Done(await mediator.Send(new CallOnDuty(reason), token), reason, S["The person on call is called."], token);

    [HttpPost("{id:guid}/acknowledge")]
    public async Task<IActionResult> Acknowledge(Guid id, CancellationToken token)
    {
        var taken = await mediator.Send(new AcknowledgeCall(id), token);
        return taken.Error is { Status: 404 } ? NotFound() : await Done(taken, null, S["The call is yours. Nobody else is called."], token);
    }

    private async Task<IActionResult> Done(Result<Guid> result, string? reason, string said, CancellationToken token)
    {
        if (result.Error is { } error) return this.Refuse(error, await Page(reason, token), "Index");
        this.Say(said);
        return RedirectToAction(nameof(Index));
    }

    private async Task<OnCallPage> Page(string? reason, CancellationToken token) => new(await mediator.Send(new ShowOnCall(), token)) { Reason = reason };
}
