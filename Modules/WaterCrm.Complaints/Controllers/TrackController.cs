using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Complaints.Web;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Complaints.Controllers;

/// <summary>Whoever has the code sees where the complaint stands, adds to it, or says that it is not fixed. A wrong code and an unknown one are the same to us.</summary>
[AllowAnonymous, Route("track"), LanguageOfReport]
public sealed class TrackController(IMediator mediator, FloodGates gates, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public IActionResult Index(TrackForm form) => string.IsNullOrWhiteSpace(form.Code) ? View(form) : RedirectToAction(nameof(Show), new { code = TrackingCode.Typed(form.Code).Written });

    [HttpGet("{code}")]
    public async Task<IActionResult> Show(string code, CancellationToken token) =>
        await mediator.Send(new TrackComplaint(code), token) is { } tracked ? View(new TrackPage(tracked, TrackingCode.Typed(code).Written)) : Wrong(code);

    [HttpPost("{code}/add")]
    public async Task<IActionResult> Add(string code, string? text, CancellationToken token)
    {
        if (await mediator.Send(new TrackComplaint(code), token) is not { } tracked) return Wrong(code);
        if (!gates.Reports.LetsIn(HttpContext.Connection.RemoteIpAddress)) return Again(PublicErrors.Crowded, tracked, code, text, reopening: false);

        var added = await mediator.Send(new AddToComplaint { ComplaintId = tracked.Id, Text = text ?? "", ByCustomer = true }, token);
        return added.Error is { } error ? Again(error, tracked, code, text, reopening: false) : Thanks(code, S["Thank you. What you wrote is with the person who deals with it."]);
    }

    [HttpPost("{code}/reopen")]
    public async Task<IActionResult> Reopen(string code, string? reason, CancellationToken token)
    {
        if (await mediator.Send(new TrackComplaint(code), token) is not { } tracked) return Wrong(code);
        if (!gates.Reports.LetsIn(HttpContext.Connection.RemoteIpAddress)) return Again(PublicErrors.Crowded, tracked, code, reason, reopening: true);

        var reopened = await mediator.Send(new ReopenComplaint { ComplaintId = tracked.Id, Reason = reason ?? "", ByCustomer = true }, token);
        return reopened.Error is { } error ? Again(error, tracked, code, reason, reopening: true) : Thanks(code, S["We have taken it up again."]);
    }

    private IActionResult Wrong(string code) => this.Refuse(
        gates.WrongCodes.LetsIn(HttpContext.Connection.RemoteIpAddress) ? PublicErrors.WrongCode : PublicErrors.TooManyWrongCodes, new TrackForm { Code = code }, nameof(Index));

    private IActionResult Again(Error error, TrackedComplaint tracked, string code, string? text, bool reopening) =>
        this.Refuse(error, new TrackPage(tracked, TrackingCode.Typed(code).Written) { Text = text, IsReopening = reopening }, nameof(Show));

    private RedirectToActionResult Thanks(string code, string message)
    {
        this.Say(message);
        return RedirectToAction(nameof(Show), new { code });
    }
}
