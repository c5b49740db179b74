using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The public first page. What stands on it comes from the modules: menu <c>front</c>, the entries of class <c>door</c> as big buttons.</summary>
[AllowAnonymous]
public sealed class HomeController(INavigationManager navigation, SetupDoor setup) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken token)
    {
        if (await setup.IsOpen(token)) return Redirect("~/setup");   // nobody works here yet: say how that changes

        var entries = (await navigation.BuildMenuAsync(FrontPage.Menu, ControllerContext)).ToLookup(e => e.Classes.Contains(FrontPage.Door));
        return View(new FrontPage([.. entries[true]], [.. entries[false]]));
    }
}
