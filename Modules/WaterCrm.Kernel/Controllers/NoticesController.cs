using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Messages.Notices;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What the system has to tell the person who looks. Another's notices have no address.</summary>
[Route("staff/notices"), Authorize(Policy = "Staff.Enter"), ResponseCache(NoStore = true)]
public sealed class NoticesController(IMediator mediator, MenuCounts counts, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(bool unread, string? after, CancellationToken token) => View(new NoticesPage(await mediator.Send(new FindNotices(unread, after), token), unread, after));

    [HttpPost("{id:guid}/open")]
    public async Task<IActionResult> Open(Guid id, CancellationToken token)
    {
        var opened = await mediator.Send(new OpenNotice(id), token);
        if (opened.Error is not null) return NotFound();

        counts.Forget(User);
        return Redirect(Url.Content("~" + (opened.Value.Url ?? NoticesPage.List)));
    }

    [HttpPost("read")]
    public async Task<IActionResult> ReadAll(CancellationToken token)
    {
        var read = await mediator.Send(new ReadAllNotices(), token);
        if (read.Error is { } error) return this.Refuse(error);

        counts.Forget(User);
        this.Say(S["All notices are marked as read."]);
        return RedirectToAction(nameof(Index));
    }
}
