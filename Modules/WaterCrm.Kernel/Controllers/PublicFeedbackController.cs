using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Anybody says what is wrong or missing on a public page.</summary>
[Route("feedback"), AllowAnonymous]
public sealed class PublicFeedbackController(IMediator mediator, FormProof proof, FeedbackGate gate) : Controller
{
    [HttpGet("")]
    public IActionResult Index(string? page) => View(new FeedbackForm { Page = page, Proof = proof.HandOut() });

    [HttpPost("")]
    public async Task<IActionResult> Index(FeedbackForm form, CancellationToken token)
    {
        var handedOut = proof.Read(form.Proof);
        if (Suspicion(form, handedOut) is { } suspicion) return Again(suspicion, form, handedOut);

        var sent = await mediator.Send(new SendFeedback(form.Text, form.Page, handedOut.Key), token);
        return sent.Error is { } error ? Again(error, form, handedOut) : RedirectToAction(nameof(Thanks));
    }

    [HttpGet("thanks")]
    public IActionResult Thanks() => View();

    private Error? Suspicion(FeedbackForm form, ProvenForm handedOut)
    {
        if (!string.IsNullOrEmpty(form.Website)) return FeedbackErrors.HiddenFieldFilled;
        if (!handedOut.IsUsable) return FeedbackErrors.FormTooOld;
        if (handedOut.IsByProgram) return FeedbackErrors.TooQuick;
        return gate.Gate.LetsIn(HttpContext.Connection.RemoteIpAddress) ? null : FeedbackErrors.Crowded;
    }

    private IActionResult Again(Error error, FeedbackForm form, ProvenForm handedOut)
    {
        if (!handedOut.IsUsable)
        {
            form.Proof = proof.HandOut();
            ModelState.Remove(nameof(form.Proof));   // else the page would show the old number again
        }

        form.Website = null;
        ModelState.Remove(nameof(form.Website));
        return this.Refuse(error, form);
    }
}
