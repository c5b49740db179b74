using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Brings modules in and takes them away: code that runs on the server, so nobody gets here without a fresh second factor.</summary>
[Route("staff/admin/modules"), Authorize(Policy = "Modules.Install"), FreshSecondFactor(Required = true), ResponseCache(NoStore = true)]
public sealed class PackagesController(IMediator mediator, ModulesDesk desk, IStringLocalizer<Startup> S) : Controller
{
    private const string Home = "~/staff/admin/modules";

    /// <summary>Where the configuration does not allow it there is no such page.</summary>
    [HttpGet("install")]
    public IActionResult Install() => desk.MayUpload ? View(Page) : NotFound();

    [HttpPost("install"), RequestSizeLimit(PackageUpload.MostBytes)]
    public async Task<IActionResult> Install(IFormFile? package, CancellationToken token)
    {
        if (!desk.MayUpload) return NotFound();
        if (package is not { Length: > 0 } sent) return this.Refuse(PackageUpload.Missing, Page);
        if (sent.Length > desk.LargestMegabytes * 1024 * 1024) return this.Refuse(PackageUpload.TooLarge.With(desk.LargestMegabytes).At(PackageUpload.Field), Page);

        var installed = await PackageUpload.With(sent, path => mediator.Send(new InstallPackage(path), token), token);
        if (installed.Error is { } error) return this.Refuse(error.Fields.Count == 0 ? desk.InWords(error).At(PackageUpload.Field) : error, Page);

        var made = installed.Value;
        this.Say(made.Before is null ? S["{0} {1} is installed and off. Switch it on below.", made.Name, made.Version]
            : made.Backup is { } backup ? S["{0} was upgraded from {1} to {2}. The backup from before it is {3}.", made.Name, made.Before, made.Version, backup]
            : S["{0} was upgraded from {1} to {2}.", made.Name, made.Before, made.Version]);
        return Redirect(Home);
    }

    [HttpGet("remove/{id}")]
    public IActionResult Remove(string? id) => desk.Installed(id) is not { } name ? NotFound() : View("Confirm", new ConfirmPage(S["Remove {0}?", name], S["Remove"], Url.Content(Home))
    {
        Text = S["Its files are deleted. Its data stays, and is found again when the module is installed again."], Destroys = true,
    });

    [HttpPost("remove/{id}"), ActionName("Remove")]
    public async Task<IActionResult> Removed(string? id, CancellationToken token)
    {
        if (id is null) return NotFound();
        if ((await mediator.Send(new RemoveModule(id), token)).Error is { } error) return this.Refuse(desk.InWords(error), new ConfirmPage(S["Remove a module"], "", Url.Content(Home)), "Refused");
        this.Say(S["{0} is removed. Its data stays.", id]);
        return Redirect(Home);
    }

    [HttpGet("purge/{id}")]
    public async Task<IActionResult> Purge(string? id, CancellationToken token) => id is not null && await mediator.Send(new ShowLeftData(id), token) is { } left ? View(new PurgePage(left, "")) : NotFound();

    [HttpPost("purge/{id}"), ActionName("Purge")]
    public async Task<IActionResult> Purged(string? id, string? typed, CancellationToken token)
    {
        if (id is null || await mediator.Send(new ShowLeftData(id), token) is not { } left) return NotFound();
        if ((await mediator.Send(new PurgeModule(id, typed ?? ""), token)).Error is { } error) return this.Refuse(desk.InWords(error), new PurgePage(left, typed ?? ""), nameof(Purge));
        this.Say(S["All data of {0} is deleted.", left.Name]);
        return Redirect(Home);
    }

    [HttpGet("restart")]
    public IActionResult Restart() => desk.MayRestart ? View("Confirm", new ConfirmPage(S["Restart the program?"], S["Restart"], Url.Content(Home)) { Text = S["Nobody can work for some seconds. What is being saved is saved first."] }) : NotFound();

    [HttpPost("restart"), ActionName("Restart")]
    public async Task<IActionResult> Restarted(CancellationToken token)
    {
        if ((await mediator.Send(new RestartProgram(), token)).Error is { } error) return this.Refuse(error, new ConfirmPage(S["Restart the program?"], "", Url.Content(Home)), "Refused");
        this.Say(S["The program was restarted."]);
        return Redirect(Home);
    }

    private PackagePage Page => new(desk.LargestMegabytes);
}
