using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The keys of programs. A key is in one answer and nowhere else.</summary>
[Route("staff/api-keys"), ResponseCache(NoStore = true), Authorize(Policy = "ApiKeys.Manage")]
public sealed class ApiKeysController(IMediator mediator, RolePages pages, LocalFormat show, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await All(token));

    [HttpGet("new"), FreshSecondFactor]
    public async Task<IActionResult> Make() => View(new ApiKeyForm { Groups = await pages.Groups() });

    [HttpPost("new"), FreshSecondFactor]
    public async Task<IActionResult> Make(ApiKeyForm form, CancellationToken token)
    {
        var made = await mediator.Send(new MakeApiKey(form.Name, form.Scopes, form.Until is { } day ? show.EndOf(day) : null), token);
        return made.Error is { } error ? this.Refuse(error, form with { Groups = await pages.Groups() }) : View("Made", made.Value);
    }

    [HttpGet("{id:guid}/revoke")]
    public Task<IActionResult> Revoke(Guid id, CancellationToken token) => Ask(id, key => new(S["Revoke the key {0}?", key.Name], S["Revoke"], Url.Content("~/staff/api-keys"))
        { Text = S["The program that uses it is shut out at once. This cannot be undone: the key never works again, and the program needs a new one."], Destroys = true }, token);

    [HttpPost("{id:guid}/revoke")]
    public async Task<IActionResult> RevokeNow(Guid id, CancellationToken token) => await Done(await mediator.Send(new RevokeApiKey(id), token), S["The key is revoked."], token);

    [HttpGet("{id:guid}/take-over"), FreshSecondFactor]
    public Task<IActionResult> TakeOver(Guid id, CancellationToken token) => Ask(id, key => new(S["Answer for the key {0}?", key.Name], S["Take it over"], Url.Content("~/staff/api-keys"))
        { Text = S["The key works as long as your account is open. If whoever had it before could have kept a copy, make a new key instead and revoke this one."] }, token);

    [HttpPost("{id:guid}/take-over"), FreshSecondFactor]
    public async Task<IActionResult> TakeOverNow(Guid id, CancellationToken token) => await Done(await mediator.Send(new TakeOverApiKey(id), token), S["You answer for the key now."], token);

    private async Task<ApiKeysPage> All(CancellationToken token) =>
        new(await mediator.Send(new ListApiKeys(), token), (await pages.Groups()).SelectMany(g => g.Lines).ToDictionary(l => l.Permission.Name, l => l.Text));

    private async Task<IActionResult> Ask(Guid id, Func<ApiKeyRow, ConfirmPage> question, CancellationToken token) =>
        (await mediator.Send(new ListApiKeys(), token)).FirstOrDefault(k => k.Id == id) is { } key ? View("Confirm", question(key)) : NotFound();

    private async Task<IActionResult> Done(Result<Guid> result, string said, CancellationToken token)
    {
        if (result.Error is { } error) return this.Refuse(error, await All(token), nameof(Index));

        this.Say(said);
        return RedirectToAction(nameof(Index));
    }
}
