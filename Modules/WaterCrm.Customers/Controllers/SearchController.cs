using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using WaterCrm.Customers.ViewModels;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Controllers;

/// <summary>The search box of the staff pages: every source the reader may see, a few matches each.</summary>
[Route("staff/search"), Authorize(Policy = "Staff.Enter"), ResponseCache(NoStore = true)]
public sealed class SearchController(IEnumerable<ISearchSource> sources, IAuthorizationService authorization, ILogger<SearchController> log) : Controller
{
    private const int OfEach = 10;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, CancellationToken token)
    {
        List<FoundKind> found = [];
        foreach (var source in sources.OrderBy(s => s.Order).TakeWhile(_ => !string.IsNullOrWhiteSpace(q)))
            if ((await authorization.AuthorizeAsync(User, null, source.Permission.Name)).Succeeded) found.Add(await Ask(source, q!, token));
        // The only match is what was looked for.
        return found.TrueForAll(k => !k.Failed) && found.SelectMany(k => k.Hits).ToList() is [var only] ? LocalRedirect($"~{only.Url}") : View(new SearchPage(q ?? "", found));
    }

    private async Task<FoundKind> Ask(ISearchSource source, string text, CancellationToken token)
    {
        try
        {
            var hits = await source.Find(text, OfEach + 1, token);
            return new FoundKind(source.Title, source.AllUrl(text), [.. hits.Take(OfEach)], hits.Count > OfEach);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The search source {Source} failed", source.GetType().FullName);
            return new FoundKind(source.Title, source.AllUrl(text), [], false) { Failed = true };
        }
    }
}
