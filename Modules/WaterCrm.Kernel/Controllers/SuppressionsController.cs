using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Addresses that are not written to any more.</summary>
[Route("staff/admin/messages/suppressions"), Authorize(Policy = "Messages.ManageAddresses"), ResponseCache(NoStore = true)]
public sealed class SuppressionsController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(SuppressionFilter filter, string? after, CancellationToken token) => View(new SuppressionsPage(filter, after, await mediator.Send(new FindSuppressions(filter, after), token)));

    [HttpGet("export")]
    public async Task<IActionResult> Export(SuppressionFilter filter, CancellationToken token)
    {
        var noted = await mediator.Send(new ExportSuppressions(), token);
        if (noted.Error is { } error) return this.Refuse(error);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=addresses-not-written-to.csv";
        await HttpContext.RequestServices.GetRequiredService<SuppressionFile>().Write(filter, Response.Body, token);
        return new EmptyResult();
    }

    [HttpGet("stop")]
    public IActionResult Stop() => View(new StopAddressForm());

    [HttpPost("stop")]
    public async Task<IActionResult> Stop(StopAddressForm form, CancellationToken token)
    {
        var stopped = await mediator.Send(form.Command, token);
        if (stopped.Error is { } error) return this.Refuse(error, form);

        this.Say(S["This address is not written to any more. What waited for it is not sent."]);
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("{id:guid}/allow")]
    public async Task<IActionResult> Allow(Guid id, CancellationToken token) => await mediator.Send(new ShowSuppression(id), token) is not { } row ? NotFound()
        : View("Confirm", new ConfirmPage(S["Write to {0} again?", row.Address], S["Allow it again"], Url.Content("~/staff/admin/messages/suppressions"))
        {
            Text = row.Reason is SuppressionReason.Unsubscribed or SuppressionReason.Complained
                ? S["The receiver has said that no news is wanted. Allow it only when the receiver has asked for it."]
                : S["From now on messages go there again. What was not sent meanwhile is not sent any more."],
        });

    [HttpPost("{id:guid}/allow")]
    public async Task<IActionResult> AllowNow(Guid id, CancellationToken token)
    {
        if ((await mediator.Send(new AllowAddress(id), token)).Error is { } error) return this.Refuse(error, new ConfirmPage(S["Allow an address again"], "", Url.Content("~/staff/admin/messages/suppressions")), "Refused");

        this.Say(S["This address is written to again."]);
        return RedirectToAction(nameof(Index));
    }
}
