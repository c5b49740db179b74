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
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The second factor: asked for at the door and on pages on which much depends, set up and turned off by each person.</summary>
[Route("staff"), ResponseCache(NoStore = true)]
public sealed class SecondFactorController(IMediator mediator, ISessions sessions, Doorway doorway, SignInPace pace, Utility utility, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("sign-in/code"), AllowAnonymous]
    public async Task<IActionResult> Code(string? returnUrl) =>
        await sessions.Awaited() is null ? Redirect("~" + PeopleServices.SignInPath) : View(new CodeForm { ReturnUrl = returnUrl });

    [HttpPost("sign-in/code"), AllowAnonymous]
    public async Task<IActionResult> Code(CodeForm form, CancellationToken token)
    {
        if (await sessions.Awaited() is not { } person) return Redirect("~" + PeopleServices.SignInPath);
        if (!Allows(person)) return this.Refuse(PeopleErrors.TooManyTries, form);

        var used = await mediator.Send(new UseCode(person, form.Code), token);
        return used.Error is { } error ? this.Refuse(error.At("Code"), form) : await doorway.Enter(this, person, Local(form.ReturnUrl), confirmed: true, token);
    }

    [HttpGet("second-factor"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await Page(token));

    [HttpPost("second-factor"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> SetUp(SecondFactorForm form, CancellationToken token)
    {
        var set = await mediator.Send(new SetUpSecondFactor(form.Offered, form.Code), token);
        // The key that the person has scanned stays good: a slip of the finger does not cost a new scan.
        if (set.Error is { } error) return this.Refuse(error, await Page(token, error.Status == 422 ? form.Offered : null), nameof(Index));

        await sessions.Begin(set.Value.PersonId, confirmed: true);
        return View("Codes", set.Value);
    }

    [HttpPost("second-factor/codes"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> Renew(SecondFactorForm form, CancellationToken token)
    {
        var made = await mediator.Send(new RenewRecoveryCodes(form.Code), token);
        return made.Error is { } error ? this.Refuse(error, await Page(token), nameof(Index)) : View("Codes", made.Value);
    }

    [HttpPost("second-factor/off"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> TurnOff(SecondFactorForm form, CancellationToken token)
    {
        var off = await mediator.Send(new TurnOffSecondFactor(form.Current, form.Code), token);
        if (off.Error is { } error) return this.Refuse(error, await Page(token), nameof(Index));

        this.Say(S["Your second factor is off."]);
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("second-factor/confirm"), Authorize(Policy = "Account.Use")]
    public IActionResult Confirm(string? returnUrl) => View(nameof(Code), new CodeForm { ReturnUrl = returnUrl });

    [HttpPost("second-factor/confirm"), Authorize(Policy = "Account.Use")]
    public async Task<IActionResult> Confirm(CodeForm form, CancellationToken token)
    {
        if (await mediator.Send(new ShowSecondFactor(), token) is not { Since: not null } state) return RedirectToAction(nameof(Index));
        if (!Allows(state.PersonId)) return this.Refuse(PeopleErrors.TooManyTries, form, nameof(Code));

        var used = await mediator.Send(new UseCode(state.PersonId, form.Code), token);
        if (used.Error is { } error) return this.Refuse(error.At("Code"), form, nameof(Code));

        await sessions.Confirm();
        return LocalRedirect(Local(form.ReturnUrl));
    }

    private async Task<SecondFactorPage> Page(CancellationToken token, string? offered = null)
    {
        var state = await mediator.Send(new ShowSecondFactor(), token) ?? throw new InvalidOperationException("Whoever is signed in is a person.");
        return new SecondFactorPage(state, state.Since is null ? await mediator.Send(new OfferSecondFactor(state.PersonId, utility.Name, state.SignInName, offered), token) : null);
    }

    private bool Allows(Guid person) => pace.Allows("code:" + person, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", sessions.From);

    private string Local(string? url) => Url.IsLocalUrl(url) ? url! : Url.Content("~/staff");
}
