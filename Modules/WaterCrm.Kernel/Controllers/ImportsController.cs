using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Files of other systems: tried, imported, watched, cancelled, taken up again.</summary>
[Route("staff/imports"), Authorize(Policy = "Imports.Run"), ResponseCache(NoStore = true)]
public sealed class ImportsController(ImportDesk desk, IStringLocalizer<Utility> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await desk.Last(User, token));

    [HttpGet("new")]
    public IActionResult New()
    {
        var maps = desk.MapsFor(User);
        return View(new ImportForm { Maps = maps, Map = maps.Count > 0 ? maps[0].Id : null });
    }

    [HttpPost("new"), RequestSizeLimit(ImportDesk.LargestFile)]
    public async Task<IActionResult> New(ImportForm form, CancellationToken token)
    {
        var started = await desk.Start(form, User, token);
        return started.Error is { } error
            ? this.Refuse(error, form with { Maps = desk.MapsFor(User) })
            : RedirectToAction(nameof(Show), new { id = started.Value });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken token) => await desk.Find(id, User, token) is { } page ? View(page) : NotFound();

    /// <summary>The part of the page that changes while the work goes on.</summary>
    [HttpGet("{id:guid}/progress")]
    public async Task<IActionResult> Progress(Guid id, CancellationToken token) => await desk.Find(id, User, token) is { } page ? PartialView("_Progress", page) : NotFound();

    [HttpPost("{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken token) => Back(id, await desk.Cancel(id, User, token), S["The import stops after the rows it is writing now."]);

    [HttpPost("{id:guid}/resume")]
    public async Task<IActionResult> Resume(Guid id, CancellationToken token) => Back(id, await desk.Resume(id, User, token), S["The import goes on where it stopped."]);

    /// <summary>After a try: the same file in earnest.</summary>
    [HttpPost("{id:guid}/import")]
    public async Task<IActionResult> Import(Guid id, CancellationToken token)
    {
        var started = await desk.ImportTried(id, User, token);
        return Back(started.Error is null ? started.Value : id, started, S["The import has begun."]);
    }

    [HttpGet("{id:guid}/refused")]
    public async Task<IActionResult> Refused(Guid id, CancellationToken token)
    {
        if (await desk.Find(id, User, token) is not { } page) return NotFound();
        var taken = await desk.TakeRefused(page, token);
        if (taken.Error is { } error) return error.Status == 404 ? NotFound() : this.Refuse(error);

        Response.ContentType = "text/csv; charset=utf-8";
        var attachment = new ContentDispositionHeaderValue("attachment");
        attachment.SetHttpFileName($"{Path.GetFileNameWithoutExtension(page.Job.Title)}.refused.csv");
        Response.Headers.ContentDisposition = attachment.ToString();
        await taken.Value(Response.Body);
        return new EmptyResult();
    }

    private IActionResult Back(Guid id, Result<Guid> result, string said)
    {
        if (result.Error is { Status: 404 }) return NotFound();
        this.Say(result.Error is { } error ? S[error.Message, error.Args] : said);
        return RedirectToAction(nameof(Show), new { id });
    }
}
