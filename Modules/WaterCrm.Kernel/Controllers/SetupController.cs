using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Pages opened by a link that works once. A wrong, a used and an expired link look alike; of a person's link the page says what may have happened.</summary>
[AllowAnonymous, ResponseCache(NoStore = true)]
public sealed class SetupController(IMediator mediator, Doorway doorway, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("setup")]
    public async Task<IActionResult> Nobody([FromServices] SetupDoor setup, CancellationToken token) => await setup.IsOpen(token) ? View() : NotFound();

    [HttpGet("setup/{link}")]
    public async Task<IActionResult> Administrator(string link, CancellationToken token) =>
        await mediator.Send(new LinkWorks(link, ForSetup: true), token) ? View(new SetupForm()) : NotFound();

    [HttpPost("setup/{link}")]
    public async Task<IActionResult> Administrator(string link, SetupForm form, CancellationToken token)
    {
        if (!await mediator.Send(new LinkWorks(link, ForSetup: true), token)) return NotFound();

        var made = await mediator.Send(new MakeFirstAdministrator(link, form.Name, form.SignInName, form.Password, form.PasswordAgain), token);
        return made.Error is { } error ? Again(error, form) : await Enter(made.Value, token, "~/staff/admin/setup");
    }

    [HttpGet("password/{link}")]
    public async Task<IActionResult> Password(string link, CancellationToken token) =>
        await mediator.Send(new LinkWorks(link, ForSetup: false), token) ? View(new PasswordForm()) : DeadLink();

    [HttpPost("password/{link}")]
    public async Task<IActionResult> Password(string link, PasswordForm form, CancellationToken token)
    {
        if (!await mediator.Send(new LinkWorks(link, ForSetup: false), token)) return DeadLink();

        var chosen = await mediator.Send(new ChoosePassword(link, form.Password, form.PasswordAgain), token);
        return chosen.Error is { Status: 404 } ? DeadLink() : chosen.Error is { } error ? Again(error, form) : await Enter(chosen.Value, token);
    }

    private ViewResult DeadLink()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View(nameof(DeadLink));
    }

    private IActionResult Again(Error error, object form) => error.Status == 404 ? NotFound() : this.Refuse(error, form);

    /// <summary>The link stands for the password; a second factor is asked for all the same.</summary>
    private Task<IActionResult> Enter(Guid person, CancellationToken token, string next = "~/staff")
    {
        this.Say(S["Your password is set."]);
        return doorway.Open(this, person, Url.Content(next), token);
    }
}
