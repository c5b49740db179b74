using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Webhooks.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Which other systems are told what happens here. A secret is in one answer and nowhere else.</summary>
[Route("staff/admin/webhooks"), ResponseCache(NoStore = true), Authorize(Policy = "Webhooks.Manage")]
public sealed class WebhooksController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    private const string List = "~/staff/admin/webhooks";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken token) => View(await mediator.Send(new ListWebhooks(), token));

    [HttpGet("new"), FreshSecondFactor]
    public IActionResult Add() => View("Form", new WebhookForm());

    [HttpPost("new"), FreshSecondFactor]
    public async Task<IActionResult> Add(WebhookForm form, CancellationToken token)
    {
        if (!ModelState.IsValid) return this.Refuse(KernelErrors.Invalid, form, "Form");
        return Secret(await mediator.Send(new AddWebhook(form.Name, form.Address, form.Events), token), error => this.Refuse(error, form, "Form"));
    }

    [HttpGet("{id:guid}"), FreshSecondFactor]
    public async Task<IActionResult> Change(Guid id, CancellationToken token) => await Find(id, token) is { } row ? View("Form", WebhookForm.Of(row)) : NotFound();

    [HttpPost("{id:guid}"), FreshSecondFactor]
    public async Task<IActionResult> Change(Guid id, WebhookForm form, CancellationToken token)
    {
        if (!ModelState.IsValid) return this.Refuse(KernelErrors.Invalid, form with { Id = id }, "Form");
        var changed = await mediator.Send(new ChangeWebhook(id, form.Name, form.Address, form.Events) { Version = form.Version }, token);
        if (changed.Error is { Status: 404 }) return NotFound();
        return changed.Error is { } error ? this.Refuse(error, form with { Id = id }, "Form") : Said(S["The webhook is saved."]);
    }

    [HttpGet("{id:guid}/secret"), FreshSecondFactor]
    public Task<IActionResult> Renew(Guid id, CancellationToken token) => Ask(id, row => new(S["Make a new secret for {0}?", row.Name], S["Make a new secret"], Url.Content(List))
        { Text = S["From then on deliveries are signed with the new one only. The other system refuses them until it knows it."] }, token);

    [HttpPost("{id:guid}/secret"), FreshSecondFactor]
    public async Task<IActionResult> RenewNow(Guid id, CancellationToken token) => Secret(await mediator.Send(new RenewWebhookSecret(id), token), error => StatusCode(error.Status));

    [HttpPost("{id:guid}/pause")]
    public async Task<IActionResult> Pause(Guid id, CancellationToken token) => await Done(await mediator.Send(new PauseWebhook(id), token), S["The webhook is paused. What happens meanwhile is not told later."], token);

    [HttpPost("{id:guid}/continue")]
    public async Task<IActionResult> Continue(Guid id, CancellationToken token) => await Done(await mediator.Send(new ContinueWebhook(id), token), S["The webhook goes on."], token);

    [HttpPost("{id:guid}/try")]
    public async Task<IActionResult> Try(Guid id, CancellationToken token)
    {
        var sent = await mediator.Send(new TryWebhook(id), token);
        return await Done(sent, S["The trial delivery is on its way. Under Messages you see what became of it."], token);
    }

    [HttpGet("{id:guid}/delete")]
    public Task<IActionResult> Delete(Guid id, CancellationToken token) => Ask(id, row => new(S["Delete the webhook {0}?", row.Name], S["Delete"], Url.Content(List))
        { Text = S["The other system is told nothing any more, and its secret is forgotten. Deliveries that wait are not sent."], Destroys = true }, token);

    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> DeleteNow(Guid id, CancellationToken token) => await Done(await mediator.Send(new DeleteWebhook(id), token), S["The webhook is deleted."], token);

    private async Task<WebhookRow?> Find(Guid id, CancellationToken token) => (await mediator.Send(new ListWebhooks(), token)).FirstOrDefault(w => w.Id == id);

    private async Task<IActionResult> Ask(Guid id, Func<WebhookRow, ConfirmPage> question, CancellationToken token) => await Find(id, token) is { } row ? View("Confirm", question(row)) : NotFound();

    private IActionResult Secret(Result<WebhookSecret> result, Func<Error, IActionResult> refuse) =>
        result.Error is { } error ? refuse(error) : View("Secret", new WebhookSecretPage(result.Value.Id, result.Value.Name, result.Value.Shown));

    private async Task<IActionResult> Done(Result<Guid> result, string said, CancellationToken token)
    {
        if (result.Error is { Status: 404 }) return NotFound();
        return result.Error is { } error ? this.Refuse(error, await mediator.Send(new ListWebhooks(), token), nameof(Index)) : Said(said);
    }

    private RedirectToActionResult Said(string said)
    {
        this.Say(said);
        return RedirectToAction(nameof(Index));
    }
}
