using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Customers.Features;
using WaterCrm.Customers.ViewModels;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Customers.Controllers;

/// <summary>The supply areas.</summary>
[Route("staff/zones"), Authorize(Policy = "Customers.EditZones"), ResponseCache(NoStore = true)]
public sealed class ZonesController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? edit, CancellationToken token)
    {
        var zones = await mediator.Send(new FindZones(), token);
        return View(new ZonesPage(zones, ZoneForm.Of(zones.FirstOrDefault(z => z.Id == edit))));
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(ZoneForm form, CancellationToken token)
    {
        var saved = await mediator.Send(form.Record(), token);
        if (saved.Error is { } error) return this.Refuse(error, new ZonesPage(await mediator.Send(new FindZones(), token), form), "Index");

        this.Say(S["The zone is saved."]);
        return LocalRedirect("~/staff/zones");
    }
}
