using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The start page of the staff. What is on it comes from the modules: a part in the slot <see cref="Slot"/> gets the person's id as its subject.</summary>
[Route("staff"), Authorize(Policy = "Staff.Enter")]
public sealed class StaffController(CardParts parts, IActor actor) : Controller
{
    public const string Slot = "staff.today";

    [HttpGet("")]
    public async Task<IActionResult> Today() => View(await parts.Draw(Slot, actor.Id!.Value, User));
}
