using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Composition;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The start page of the staff: at most seven questions of the modules, by the roles of whoever looks.</summary>
[Route("staff"), Authorize(Policy = "Staff.Enter"), ResponseCache(NoStore = true)]
public sealed class StaffController(StartPage start) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Today(CancellationToken token) => View(await start.Answer(User, token));
}
