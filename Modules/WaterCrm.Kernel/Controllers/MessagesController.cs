using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What went out to people, and what became of it.</summary>
[Route("staff/admin/messages"), Authorize(Policy = "Messages.View"), ResponseCache(NoStore = true)]
public sealed class MessagesController(IMediator mediator, IAuthorizationService authorization, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(MessageFilter filter, string? after, CancellationToken token)
    {
        var personal = await May(MessagePermissions.ViewReceivers);
        return View(new MessagesPage(filter, after, await mediator.Send(new FindMessages(filter, personal, after), token), await mediator.Send(new CountMessages(), token)) { HidesPersonal = !personal });
    }

    [HttpGet("export")]
    public async Task<IActionResult> Export(MessageFilter filter, [FromServices] MessageLogFile file, CancellationToken token)
    {
        var noted = await mediator.Send(new ExportMessages(), token);
        if (noted.Error is { } error) return this.Refuse(error);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=messages.csv";
        await file.Write(filter, await May(MessagePermissions.ViewReceivers), Response.Body, token);
        return new EmptyResult();
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Message(Guid id, CancellationToken token) => await Page(id, token) is { } page ? View(page) : NotFound();

    /// <summary>The mail or letter by itself. It is asked for by a form, so that no address in a history shows what somebody was written.</summary>
    [HttpPost("{id:guid}/page"), Authorize(Policy = "Messages.ViewReceivers")]
    public async Task<IActionResult> Sheet(Guid id, CancellationToken token)
    {
        if (await mediator.Send(new ShowMessagePage(id), token) is not { } html) return NotFound();

        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
        return Content(html, "text/html; charset=utf-8");
    }

    [HttpPost("{id:guid}/cancel"), Authorize(Policy = "Messages.Send")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken token)
    {
        var cancelled = await mediator.Send(new CancelMessage(id), token);
        if (cancelled.Error is { } error) return await Page(id, token) is { } page ? this.Refuse(error, page, nameof(Message)) : NotFound();

        this.Say(S["The message is cancelled. Nobody gets it."]);
        return RedirectToAction(nameof(Message), new { id });
    }

    [HttpPost("{id:guid}/again"), Authorize(Policy = "Messages.Send")]
    public async Task<IActionResult> Again(Guid id, [FromForm(Name = nameof(SendMessageAgain.Reason))] string? reason, [FromForm(Name = nameof(SendMessageAgain.MayArriveTwice))] bool mayArriveTwice, CancellationToken token)
    {
        var again = await mediator.Send(new SendMessageAgain(id, reason, mayArriveTwice), token);
        if (again.Error is { } error) return await Page(id, token) is { } page ? this.Refuse(error, page with { Reason = reason, MayArriveTwice = mayArriveTwice }, nameof(Message)) : NotFound();

        this.Say(S["It is sent again. This is the new message."]);
        return RedirectToAction(nameof(Message), new { id = again.Value });
    }

    private async Task<MessagePage?> Page(Guid id, CancellationToken token)
    {
        var personal = await May(MessagePermissions.ViewReceivers);
        return await mediator.Send(new ShowMessage(id, personal), token) is { } shown ? new MessagePage(shown) { HidesPersonal = !personal, MaySend = await May(MessagePermissions.Send) } : null;
    }

    private async Task<bool> May(Permission permission) => (await authorization.AuthorizeAsync(User, null, permission.Name)).Succeeded;
}
