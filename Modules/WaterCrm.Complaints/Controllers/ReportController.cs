using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Complaints.Web;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Controllers;

/// <summary>Anybody reports a problem: one page, no account, a number at once.</summary>
[AllowAnonymous, Route("report")]
public sealed class ReportController(IMediator mediator, FormProof proof, FloodGates gates) : Controller
{
    /// <summary>Five photos of 10 MB and what goes with them.</summary>
    private const long LargestBody = 60 * 1024 * 1024;

    [HttpGet("")]
    public IActionResult Index(string? kind) => View(new ReportForm { Kind = kind, Proof = proof.HandOut() });

    [HttpPost(""), RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Index(ReportForm form, CancellationToken token)
    {
        var sent = proof.Read(form.Proof);
        if (Suspicion(form, sent) is { } suspicion) return Again(suspicion, form, sent);

        // What could not be read, such as a position, is not there in the form: taken as it is, it would be lost without a word.
        var recorded = ModelState.IsValid ? await mediator.Send(form.ToRequest(sent.Key!, Languages.Current.Culture.Name), token) : KernelErrors.Invalid;
        return recorded.Error is { } error ? Again(error, form, sent) : RedirectToAction(nameof(Reported), new { code = recorded.Value.Code });
    }

    /// <summary>What the person is told at once. The address is theirs alone, so it may be reloaded and kept.</summary>
    [HttpGet("done/{code}")]
    public async Task<IActionResult> Reported(string code, CancellationToken token) =>
        await mediator.Send(new TrackComplaint(code), token) is { } tracked ? View(new TrackPage(tracked, TrackingCode.Typed(code).Written)) : NotFound();

    private Error? Suspicion(ReportForm form, ProvenForm sent)
    {
        if (!string.IsNullOrEmpty(form.Website)) return PublicErrors.HiddenFieldFilled;
        if (!sent.IsUsable) return PublicErrors.FormTooOld;
        if (sent.IsByProgram) return PublicErrors.TooQuick;
        return gates.Reports.LetsIn(HttpContext.Connection.RemoteIpAddress) ? null : PublicErrors.Crowded;
    }

    private IActionResult Again(Error error, ReportForm form, ProvenForm sent)
    {
        if (!sent.IsUsable)
        {
            form.Proof = proof.HandOut();
            ModelState.Remove(nameof(form.Proof));   // else the page would show the old number again
        }

        form.Website = null;
        ModelState.Remove(nameof(form.Website));
        return this.Refuse(error, form);
    }
}
