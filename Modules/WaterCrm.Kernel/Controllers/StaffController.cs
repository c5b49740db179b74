using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The start page of the staff.</summary>
[Route("staff"), Authorize(Policy = "Staff.Enter")]
public sealed class StaffController : Controller
{
    [HttpGet("")]
    public IActionResult Today() => View();
}
