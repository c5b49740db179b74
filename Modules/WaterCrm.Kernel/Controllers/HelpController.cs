using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Guidance;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The help of each page, and the user guide. They say nothing of the utility's data, and who cannot sign in needs them most: everybody may read them.</summary>
[AllowAnonymous]
public sealed class HelpController(HelpBook help, GuideBook guide, IStringLocalizer<Startup> S) : Controller
{
    private const string ForAnHour = "public, max-age=3600";

    [HttpGet("staff/help")]
    public IActionResult Index() => View(help.Pages.Where(p => p.Page != HelpBook.PublicPage).Select(p => new HelpTitle(p.Module, p.Page, help.Title(p.Module, p.Page)!)).ToList());

    /// <summary>A page of its own, or what is put into the panel beside the page it is about.</summary>
    [HttpGet("staff/help/{module}/{name}")]
    public IActionResult Show(string module, string name, string? back)
    {
        var inPanel = Request.Headers.ContainsKey("HX-Request");
        Response.Headers.Vary = "HX-Request";
        if (help.Read(module, name, Request.PathBase, deeper: inPanel ? 1 : 0) is not { } text) return NotFound();

        var page = new HelpPage(text, Url.IsLocalUrl(back) ? AskedAddress.WithoutLanguage(back) : null);
        return inPanel ? PartialView("_Panel", page) : View(page);
    }

    [HttpGet("staff/guide")]
    public IActionResult Guide() => Chapter(GuideBook.FirstPage);

    [HttpGet("staff/guide/{chapter}")]
    public IActionResult Chapter(string chapter) => guide.Read(chapter, Request.PathBase) is { } read ? View("Chapter", read) : NotFound();

    [HttpGet("staff/guide/pictures/{picture}")]
    public IActionResult Picture(string picture)
    {
        if (GuideBook.Picture(picture) is not { } file) return NotFound();
        Response.Headers.CacheControl = ForAnHour;
        return PhysicalFile(file, "image/png");
    }

    /// <summary>For the public: what each module tells them, on one page.</summary>
    [HttpGet("help")]
    public IActionResult Public()
    {
        ViewData["Title"] = S["Help"].Value;
        return View(help.Pages.Where(p => p.Page == HelpBook.PublicPage).OrderBy(p => p.Module == WordBook.Common)   // what people came for, then what is true of every page
            .Select(p => help.Read(p.Module, p.Page, Request.PathBase, deeper: 1)!).ToList());
    }
}
