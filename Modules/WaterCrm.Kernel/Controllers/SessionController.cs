using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The door of the staff: in, out, and the own password.</summary>
[Route("staff"), ResponseCache(NoStore = true)]
public sealed class SessionController(IMediator mediator, ISessions sessions, Doorway doorway, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("sign-in"), AllowAnonymous]
    public async Task<IActionResult> SignIn(string? returnUrl, [FromServices] SetupDoor setup, CancellationToken token)
    {
        if (await setup.IsOpen(token)) return Redirect("~/setup");
        return User.Identity is { IsAuthenticated: true } ? LocalRedirect(Local(returnUrl)) : View(new SignInForm { ReturnUrl = returnUrl });
    }

    [HttpPost("sign-in"), AllowAnonymous]
    public async Task<IActionResult> SignIn(SignInForm form, [FromServices] SignInPace pace, CancellationToken token)
    {
        var from = sessions.From;
        if (!pace.Allows(form.Name, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", from)) return this.Refuse(PeopleErrors.TooManyTries, form);

        var signedIn = await mediator.Send(new SignIn(form.Name, form.Password) { From = from }, token);
        return signedIn.Error is { } error ? this.Refuse(error, form) : await doorway.Open(this, signedIn.Value, Local(form.ReturnUrl), token);
    }

    [HttpPost("sign-out"), AllowAnonymous]
    public async Task<IActionResult> Leave()
    {
        await sessions.End();
        return Redirect("~" + PeopleServices.SignInPath);
    }

    [HttpGet("password"), Authorize(Policy = "Staff.Enter")]
    public IActionResult Password() => View(new PasswordForm());

    [HttpPost("password"), Authorize(Policy = "Staff.Enter")]
    public async Task<IActionResult> Password(PasswordForm form, CancellationToken token)
    {
        var changed = await mediator.Send(new ChangeOwnPassword(form.Current, form.Password, form.PasswordAgain), token);
        if (changed.Error is { } error) return this.Refuse(error, form);

        await sessions.Begin(changed.Value);   // the old session ended with the old password
        this.Say(S["Your password is changed."]);
        return Redirect("~/staff");
    }

    /// <summary>Never to another site, whatever stands in the link.</summary>
    private string Local(string? url) => Url.IsLocalUrl(url) ? url! : Url.Content("~/staff");
}
