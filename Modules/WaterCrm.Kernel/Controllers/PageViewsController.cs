using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.ViewModels;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What accounts that only look have looked at.</summary>
[Route("staff/views"), ResponseCache(NoStore = true)]
public sealed class PageViewsController(IMediator mediator) : Controller
{
    [HttpGet(""), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Index(Guid? person, Guid? subject, long? before, CancellationToken token)
    {
        var asked = new FindPageViews(person, subject, before);
        return View(new PageViewsPage(asked, await mediator.Send(asked, token)));
    }
}
