using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Modularity.Mvc;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Logo and colours: chosen by an administrator, fetched by every page.</summary>
public sealed class LookController(IMediator mediator, PageThemes themes, IStringLocalizer<Startup> S) : Controller
{
    private const string ForAYear = "public, max-age=31536000, immutable";

    [HttpGet("theme.css"), AllowAnonymous]
    public IActionResult Sheet(string? v, [FromServices] LookOfPages look) => Kept(v, look.SheetUrl) ?? Content(look.Sheet, "text/css; charset=utf-8");

    [HttpGet("logo"), AllowAnonymous]
    public IActionResult Logo(string? v, [FromServices] LookOfPages look, [FromServices] LookSettings chosen, [FromServices] FileStore files)
    {
        if (chosen.Logo.Length == 0) return NotFound();
        var answer = this.Send(files, new StoredFile(Guid.Empty, "logo", chosen.LogoType, 0, chosen.Logo), inline: true);
        _ = Kept(v, look.LogoUrl);
        return answer;
    }

    [HttpGet("staff/admin/look"), Authorize(Policy = "Settings.Change")]
    public async Task<IActionResult> Choose(CancellationToken token) => View(await Page(null, token));

    [HttpPost("staff/admin/look"), Authorize(Policy = "Settings.Change")]
    public async Task<IActionResult> Choose(LookForm form, CancellationToken token)
    {
        var changed = await mediator.Send(form.ToRequest(), token);
        if (changed.Error is { } error) return this.Refuse(error, await Page(form, token));

        this.Say(S["The look is changed on every page."]);
        return RedirectToAction(nameof(Choose));
    }

    /// <summary>An address with another version is answered too, but not kept.</summary>
    private IActionResult? Kept(string? version, string? url)
    {
        Response.Headers.CacheControl = version is not null && url is not null && url.EndsWith("=" + version, StringComparison.Ordinal) ? ForAYear : "no-cache";
        return url is null ? NotFound() : null;
    }

    private async Task<LookPage> Page(LookForm? typed, CancellationToken token)
    {
        var shown = (await mediator.Send(new ShowSettings("look"), token))!;
        var now = (LookSettings)shown.Value;
        return new LookPage(typed?.Colour ?? now.Colour, now.Logo.Length > 0, shown.Version)
        {
            Themes = [.. new[] { Field("StaffTheme", S["Theme of the staff's pages"], PageThemes.ForStaff, typed?.StaffTheme ?? themes.Staff), Field("PublicTheme", S["Theme of the public pages"], PageThemes.ForPublic, typed?.PublicTheme ?? themes.Public) }.OfType<ThemeField>()],
            Missing = themes.Missing,
        };
    }

    /// <summary>Null where there is nothing to choose.</summary>
    private ThemeField? Field(string name, string label, string pages, string chosen)
    {
        var options = themes.Offered(pages).Select(t => (t.Id == themes.NamedByHost(pages) ? ThemeField.HostsOwn : t.Id, t.Theme!.Name)).ToList();
        return options.Count < 2 ? null : new ThemeField(name, label, options, chosen == themes.NamedByHost(pages) ? ThemeField.HostsOwn : chosen);
    }
}
