using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Data.Outbox.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What one module could not tell another.</summary>
[Route("staff/admin/deliveries"), Authorize(Policy = "Deliveries.Manage"), ResponseCache(NoStore = true)]
public sealed class DeliveriesController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, CancellationToken token) => View(new DeliveriesPage(after, await mediator.Send(new FindDeliveries(after), token)));

    [HttpPost("again")]
    public async Task<IActionResult> Again(string? listener, long? sequence, CancellationToken token) =>
        await Back(await mediator.Send(new TryDeliveriesAgain(listener ?? "", sequence), token), count => S.Plural(count, "One delivery is tried again now.", "{0} deliveries are tried again now."), token);

    [HttpGet("discard")]
    public async Task<IActionResult> Discard(string? listener, long? sequence, CancellationToken token)
    {
        // A name with a NUL character is no name, and PostgreSQL refuses to look for it.
        var count = listener is null || listener.Contains('\0', StringComparison.Ordinal) ? 0 : await mediator.Send(new CountStuck(listener, sequence), token);
        return count == 0 ? NotFound() : View("Confirm", new ConfirmPage(S.Plural(count, "Discard one delivery?", "Discard {0} deliveries?"), S["Discard"], Url.Content("~/staff/admin/deliveries"))
        {
            Text = S["{0} never hears of what happened. What waits behind goes on.", listener!], Destroys = true,
        });
    }

    [HttpPost("discard"), ActionName("Discard")]
    public async Task<IActionResult> Discarded(string? listener, long? sequence, CancellationToken token) =>
        await Back(await mediator.Send(new DiscardDeliveries(listener ?? "", sequence), token), count => S.Plural(count, "One delivery was discarded.", "{0} deliveries were discarded."), token);

    private async Task<IActionResult> Back(Result<int> result, Func<int, string> said, CancellationToken token)
    {
        if (result.Error is { } error) return this.Refuse(error, new DeliveriesPage(null, await mediator.Send(new FindDeliveries(null), token)), nameof(Index));

        this.Say(said(result.Value));
        return RedirectToAction(nameof(Index));
    }
}
