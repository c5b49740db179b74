using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What waits for somebody to post it, because no server of ours reaches there.</summary>
[Route("staff/admin/messages/by-hand"), Authorize(Policy = "Messages.Post"), ResponseCache(NoStore = true)]
public sealed class ByHandController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? channel, string? after, CancellationToken token) => View(await Page(channel, after, token));

    [HttpPost("{id:guid}/posted")]
    public async Task<IActionResult> Posted(Guid id, string? channel, string? after, CancellationToken token) =>
        After(await mediator.Send(new PostByHand(id), token), await Page(channel, after, token), S["It is noted that you have posted it."]);

    [HttpPost("{id:guid}/not-posted")]
    public async Task<IActionResult> NotPosted(Guid id, string? reason, string? channel, string? after, CancellationToken token) =>
        After(await mediator.Send(new DropByHand(id, reason), token), await Page(channel, after, token) with { Dropped = id, Reason = reason }, S["The message is cancelled. Nobody gets it."]);

    private IActionResult After(Result<Guid> done, ByHandPage page, string said)
    {
        if (done.Error is { Status: 404 }) return NotFound();
        if (done.Error is { } error) return this.Refuse(error, page, nameof(Index));

        this.Say(said);
        return Redirect(Url.Content("~" + ByHandPage.At(page.Found.Channel, page.After)));
    }

    private async Task<ByHandPage> Page(string? channel, string? after, CancellationToken token) => new(await mediator.Send(new FindHandMessages(channel, after), token), after);
}
