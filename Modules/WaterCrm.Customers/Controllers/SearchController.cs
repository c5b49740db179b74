using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Customers.ViewModels;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Controllers;

/// <summary>The search box of the staff pages: every source the reader may see, a few matches each; and the short list that opens with Ctrl+K.</summary>
[Route("staff/search"), Authorize(Policy = "Staff.Enter"), ResponseCache(NoStore = true)]
public sealed class SearchController(SearchDesk desk) : Controller
{
    private const int OfEach = 10;
    private const int OfEachAtOnce = 6;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, CancellationToken token)
    {
        IReadOnlyList<FoundKind> found = string.IsNullOrWhiteSpace(q) ? [] : await desk.Find(User, q, OfEach, token);
        var page = new SearchPage(q ?? "", found);
        // The only match is what was looked for, unless a single letter may have meant more.
        return !page.HasLoneLetter && found.All(k => !k.Failed) && found.SelectMany(k => k.Hits).ToList() is [var only] ? LocalRedirect($"~{only.Url}") : View(page);
    }

    /// <summary>Asked for while somebody types; where the menu leads while nothing is typed.</summary>
    [HttpGet("hits")]
    public async Task<IActionResult> Hits(string? q, CancellationToken token) => PartialView("_Hits", new SearchPage(q ?? "", await desk.Find(User, q ?? "", OfEachAtOnce, token)));
}
