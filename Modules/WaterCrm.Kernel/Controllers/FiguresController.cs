using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The figures of all modules about a period that stands in the address.</summary>
[Route("staff/figures"), Authorize(Policy = "Staff.Enter"), ResponseCache(NoStore = true)]
public sealed class FiguresController(FigureSheet sheet, LocalFormat format) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? period, string? day, string? from, string? to, CancellationToken token)
    {
        var read = Period.Read(period, day, from, to, format.Today);
        var asked = read ?? Period.Of(PeriodKind.Month, format.Today);
        return View(new FiguresPage(asked, await sheet.Answer(User, asked, token), format.Today, IsMisread: read is null));
    }
}
