using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The settings of all modules, one page a group, made from what their records say.</summary>
[Route("staff/admin/settings"), Authorize(Policy = "Settings.Change")]
public sealed class SettingsController(IMediator mediator, SettingsPages pages, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await mediator.Send(new ListSettings(), token));

    [HttpGet("{key}")]
    public async Task<IActionResult> Group(string key, CancellationToken token) => await mediator.Send(new ShowSettings(key), token) switch
    {
        null => NotFound(),
        { Group.Page: { } own } => Redirect("~" + own),
        var shown => View(pages.Of(shown)),
    };

    [HttpPost("{key}")]
    public async Task<IActionResult> Group(string key, int version, CancellationToken token)
    {
        if (await mediator.Send(new ShowSettings(key), token) is not { Group.Page: null } shown) return NotFound();

        var reading = pages.Read(shown, Request.Form);
        if (reading.Error is { } unread) return Again(unread, pages.Of(shown, reading));

        var changed = await mediator.Send(new ChangeSettings(SettingsForms.Filled(shown.Group, shown.Value, reading.Values), version), token);
        if (changed.Error is { } error) return Again(error, await Corrected(key, shown, reading, error, token));

        this.Say(S["The settings are saved and in force."]);
        return RedirectToAction(nameof(Group), new { key });
    }

    [HttpGet("{key}/reset")]
    public async Task<IActionResult> Reset(string key, CancellationToken token) =>
        await mediator.Send(new ShowSettings(key), token) is { Group.Page: null } shown ? View("Confirm", pages.AskReset(shown, Url.Action(nameof(Group), new { key })!)) : NotFound();

    [HttpPost("{key}/reset")]
    public async Task<IActionResult> Reset(string key, int version, CancellationToken token)
    {
        if (await mediator.Send(new ShowSettings(key), token) is not { Group.Page: null } shown) return NotFound();

        var changed = await mediator.Send(new ChangeSettings(shown.Group.Shipped(), version), token);
        if (changed.Error is { } error) return Again(error, pages.Of(shown));

        this.Say(S["The settings are as they were delivered."]);
        return RedirectToAction(nameof(Group), new { key });
    }

    private IActionResult Again(Error error, SettingsPage page) => this.Refuse(error, page, nameof(Group));

    /// <summary>What was typed stays; where somebody else was faster, both texts stand there and the next save knows of theirs.</summary>
    private async Task<SettingsPage> Corrected(string key, SettingsShown before, Forms.FormReading typed, Error error, CancellationToken token) =>
        error.Status == 409 && await mediator.Send(new ShowSettings(key), token) is { } theirs
            ? pages.Met(theirs, typed)
            : pages.Of(before, pages.Explain(before.Group, typed, error.Fields));
}
