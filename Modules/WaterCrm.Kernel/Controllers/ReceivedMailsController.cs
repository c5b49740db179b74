using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.ViewModels;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Mails that came in, and what became of them.</summary>
[Route("staff/admin/messages/received"), Authorize(Policy = "Messages.ViewReceived"), ResponseCache(NoStore = true)]
public sealed class ReceivedMailsController(IMediator mediator) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(ReceivedFilter filter, string? after, CancellationToken token) => View(new ReceivedMailsPage(filter, after, await mediator.Send(new FindReceivedMails(filter, after), token)));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Mail(Guid id, CancellationToken token) => await mediator.Send(new ShowReceivedMail(id), token) is { } mail ? View(mail) : NotFound();
}
