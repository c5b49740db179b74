using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Setup;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The second page of the first run: whose system this is. Once it is finished it only says so.</summary>
[Route("staff/admin/setup"), Authorize(Policy = "Settings.Change"), ResponseCache(NoStore = true)]
public sealed class FinishSetupController(IMediator mediator, TimeProvider clock, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Utility(CancellationToken token) =>
        await Shown(token) is { Value: SetupSettings { IsFinished: true } } done ? View("Finished", done) : View(Offered(new UtilityForm { Languages = [.. Languages.All.Select(l => l.Culture.Name)], Language = Languages.Current.Culture.Name }));

    [HttpPost("")]
    public async Task<IActionResult> Utility(UtilityForm form, [FromServices] SetupDesk desk, CancellationToken token)
    {
        var finished = await desk.Finish(form.ToRequest(), token);
        if (finished.Error is { Code: "setup.done-already" } already) return this.Refuse(already, await Shown(token), "Finished");
        if (finished.Error is { } error) return this.Refuse(error, Offered(form));

        // The links are in this one answer and nowhere else.
        if (finished.Value.Links.Count > 0) return View("Links", finished.Value);
        this.Say(S["The system is set up. Everything you chose can be changed under Settings."]);
        return Redirect("~/staff");
    }

    private async Task<SettingsShown> Shown(CancellationToken token) => (await mediator.Send(new ShowSettings("setup"), token))!;

    private UtilityForm Offered(UtilityForm form) => form with { Zones = [.. new TimeZoneOptions(clock).Offered()], Currencies = [.. new CurrencyOptions().Offered()] };
}
