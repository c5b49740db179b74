using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Complaints.Web;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Controllers;

/// <summary>A complaint at the telephone or the counter, by keyboard alone.</summary>
[Route("staff/complaints"), Authorize(Policy = "Complaints.Record"), ResponseCache(NoStore = true)]
public sealed class NewComplaintController(IMediator mediator, FormProof proof, WorkPages pages, Hearers hearers, Utility utility) : Controller
{
    private const string CodeAtHand = "complaints.code";
    private const string JustRecorded = "complaints.recorded";

    [HttpGet("new")]
    public Task<IActionResult> Index(NewComplaintForm form, CancellationToken token)
    {
        ModelState.Clear();   // what stands in the address is an offer, not a mistake
        return Again(form, token);
    }

    /// <summary>The matches alone, for the page that asks while one types.</summary>
    [HttpGet("new/caller")]
    public async Task<IActionResult> Caller(string? caller, string? chosen, CancellationToken token) =>
        PartialView("_Callers", await Matches(caller, chosen, token));

    /// <summary>The same without JavaScript: the whole form comes back with the matches in it.</summary>
    [HttpPost("new/find")]
    public Task<IActionResult> Find(NewComplaintForm form, CancellationToken token)
    {
        ModelState.Clear();
        return Again(form, token);
    }

    [HttpPost("new")]
    public async Task<IActionResult> Record(NewComplaintForm form, CancellationToken token)
    {
        var sent = proof.Read(form.Proof);
        if (!sent.IsUsable) return await Refused(PublicErrors.FormTooOld, form, token);

        var recorded = await mediator.Send(form.ToRequest(sent.Key!, await ChosenPlace(form, token), await LanguageOf(form, token)), token);
        if (recorded.Error is { } error) return await Refused(error, form, token);

        TempData[CodeAtHand] = recorded.Value.Code;
        TempData[JustRecorded] = recorded.Value.Id;
        return RedirectToAction(nameof(Recorded), new { id = recorded.Value.Id });
    }

    /// <summary>The number to be read out: of what one has just recorded, or of any complaint to those who may see them all.</summary>
    [HttpGet("{id:guid}/recorded")]
    public async Task<IActionResult> Recorded(Guid id, CancellationToken token)
    {
        if (!Equals(TempData.Peek(JustRecorded), id) && !PermissionRequirement.Has(User, Permissions.View)) return NotFound();
        if (await mediator.Send(new ShowComplaint(id), token) is not { } complaint) return NotFound();
        return View(new RecordedPage(complaint, TempData[CodeAtHand] as string, await hearers.Of(complaint.Language, complaint.CustomerId, complaint.ContactName, token)));
    }

    private async Task<IActionResult> Refused(Error error, NewComplaintForm form, CancellationToken token) =>
        this.Refuse(error, await Page(form, token), nameof(Index));

    private async Task<IActionResult> Again(NewComplaintForm form, CancellationToken token) => View(nameof(Index), await Page(form, token));

    private async Task<NewComplaintPage> Page(NewComplaintForm form, CancellationToken token)
    {
        if (!proof.Read(form.Proof).IsUsable) form.Proof = proof.HandOut();
        return new NewComplaintPage(form, await Matches(form.Caller, form.Chosen, token), await pages.Zones(token));
    }

    private async Task<CallerMatches> Matches(string? caller, string? chosen, CancellationToken token) =>
        new(caller, chosen, string.IsNullOrWhiteSpace(caller) ? [] : await mediator.Send(new IdentifyCaller(caller), token));

    /// <summary>Never the language of whoever sits at the desk: the one they chose for the caller, else the customer's, else the utility's.</summary>
    private async Task<string> LanguageOf(NewComplaintForm form, CancellationToken token)
    {
        var spoken = Languages.Find(form.Language);
        if (spoken is null && form.ChosenCustomer is { } customer) spoken = Languages.Find((await mediator.Send(new NamesOf([customer]), token)).GetValueOrDefault(customer)?.Addressee.Language);
        return (spoken ?? utility.Language).Culture.Name;
    }

    private async Task<CustomerPlace?> ChosenPlace(NewComplaintForm form, CancellationToken token) => form.ChosenCustomer is { } customer
        ? (await mediator.Send(new PremisesFor(customer), token)).FirstOrDefault(p => form.ChosenPremises is null || p.PremisesId == form.ChosenPremises)
        : null;
}
