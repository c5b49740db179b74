using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Which modules run.</summary>
[Route("staff/admin/modules"), Authorize(Policy = "Modules.Switch"), ResponseCache(NoStore = true)]
public sealed class ModulesController(IMediator mediator, ModulesDesk desk, IAuthorizationService authorization, IStringLocalizer<Startup> S) : Controller
{
    private const string Home = "~/staff/admin/modules";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await Page(token));

    /// <summary>What follows from it, before it is done.</summary>
    [HttpGet("switch")]
    public IActionResult Switch(string? on, string? off)
    {
        var look = desk.Look(Listed(on), Listed(off));
        if (look.Error is { Status: 404 } || (on is null && off is null)) return NotFound();
        if (look.Error is { } refused) return this.Refuse(desk.InWords(refused), new ConfirmPage(S["Switch modules"], "", Url.Content(Home)), "Refused");

        var follows = look.Value;
        if (follows.On.Count + follows.Off.Count == 0) return Redirect(Home);
        var asked = Listed(on ?? off);
        var first = follows.On.Concat(follows.Off).OrderBy(f => Array.IndexOf(asked, f.Id) is var at && at < 0 ? int.MaxValue : at).First();
        return View("Confirm", new ConfirmPage(on is null ? S["Switch {0} off?", desk.Name(first)] : S["Switch {0} on?", desk.Name(first)], on is null ? S["Switch off"] : S["Switch on"], Url.Content(Home))
        {
            Text = on is null
                ? follows.Off.Count > 1 ? S["With it these go off, because they need it: {0}. Their pages, tasks and menu entries go away; all data stays.", Names(follows.Off.Where(f => f != first))] : S["Its pages, tasks and menu entries go away for everybody; all data stays."]
                : follows.On.Count > 1 ? S["With it these come on: {0}.", Names(follows.On.Where(f => f != first))] : S["Its pages are there at once, for those whose roles allow it."],
            Values = new Dictionary<string, string> { ["shown"] = string.Join(',', follows.On.Concat(follows.Off).Select(f => f.Id)) },
        });
    }

    [HttpPost("switch"), ActionName("Switch")]
    public async Task<IActionResult> Switched(string? on, string? off, string? shown, CancellationToken token)
    {
        var switched = await mediator.Send(new SwitchFeatures(Listed(on), Listed(off)) { Shown = shown is null ? null : Listed(shown).ToHashSet() }, token);
        if (switched.Error is { } error) return this.Refuse(desk.InWords(error), await Page(token), nameof(Index));

        if (switched.Value.On.Count > 0) this.Say(S["On now: {0}.", Names(switched.Value.On)], Undo("off", switched.Value.On));
        else if (switched.Value.Off.Count > 0) this.Say(S["Off now: {0}. All data stays.", Names(switched.Value.Off)], Undo("on", switched.Value.Off));
        return Redirect(Home);
    }

    [HttpPost("again")]
    public async Task<IActionResult> Again(CancellationToken token)
    {
        if ((await mediator.Send(new LookAgain(), token)).Error is { } error) return this.Refuse(error, await Page(token), nameof(Index));
        this.Say(S["Everything that lies in the folders of modules was read again."]);
        return Redirect(Home);
    }

    private async Task<ModulesPage> Page(CancellationToken token) =>
        desk.Page(await mediator.Send(new FindLeftModules(), token), (await authorization.AuthorizeAsync(User, null, ModulePermissions.Install.Name)).Succeeded);

    /// <summary>The way back switches all of them at once.</summary>
    private string Undo(string way, IEnumerable<Modularity.Shells.FeatureInfo> features) => Url.Content($"{Home}/switch?{way}={Uri.EscapeDataString(string.Join(',', features.Select(f => f.Id)))}");

    private string Names(IEnumerable<Modularity.Shells.FeatureInfo> features) => string.Join(CultureInfo.CurrentUICulture.TextInfo.ListSeparator + " ", features.Select(desk.Name));

    private static string[] Listed(string? ids) => ids?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
