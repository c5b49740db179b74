using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Fixture.North;

[AllowAnonymous]
public sealed class HomeController(INavigationManager menus) : Controller
{
    public IActionResult Index() => View();

    [HttpGet("/staff/north")]
    public IActionResult Staff() => View("Index");

    public IActionResult Themed() => View();

    public IActionResult Component() => View();

    [HttpGet("/north/menu")]
    public async Task<IActionResult> Menu() => View((await menus.BuildMenuAsync("compass", ControllerContext)).ToList());

    [HttpGet("/north/form")]
    public IActionResult Form() => View();

    [HttpPost("/north/form")]
    public IActionResult Form(string text) => Content(text);

    [HttpPost("/api/north")]
    public IActionResult Api(string text) => Content(text);

    [HttpGet("/north/fail")]
    public IActionResult Fail() => throw new InvalidOperationException("the secret cause");
}

[Authorize(Policy = "North.Look")]
public sealed class LookoutController : Controller
{
    [HttpGet("/north/lookout")]
    public IActionResult Index() => Content("seen");
}
