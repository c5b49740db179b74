using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>The staff say what is wrong or missing on a page, and somebody looks after it.</summary>
[Route("staff"), ResponseCache(NoStore = true)]
public sealed class FeedbackController(IMediator mediator, IAuthorizationService authorization, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("feedback"), Authorize(Policy = "Staff.Enter")]
    public IActionResult Tell(string? page) => View(new FeedbackForm { Page = page });

    [HttpPost("feedback"), Authorize(Policy = "Staff.Enter")]
    public async Task<IActionResult> Tell(FeedbackForm form, CancellationToken token)
    {
        var sent = await mediator.Send(new SendFeedback(form.Text, form.Page), token);
        if (sent.Error is { } error) return this.Refuse(error, form);

        this.Say(S["Thank you. An administrator reads it."]);
        return Redirect(Url.IsLocalUrl(form.Page) ? Url.Content("~" + form.Page) : Url.Content("~/staff"));
    }

    [HttpGet("admin/feedback"), Authorize(Policy = "Feedback.Manage")]
    public async Task<IActionResult> Index(FeedbackTab tab, string? after, CancellationToken token) =>
        View(new FeedbackPage(tab, after, await mediator.Send(new FindFeedback(FeedbackPage.StateOf(tab), await SeesSenders(), after), token), await mediator.Send(new CountFeedback(), token)));

    [HttpGet("admin/feedback/export"), Authorize(Policy = "Feedback.Manage")]
    public async Task<IActionResult> Export(FeedbackTab tab, [FromServices] FeedbackFile file, CancellationToken token)
    {
        var noted = await mediator.Send(new ExportFeedback(), token);
        if (noted.Error is { } error) return this.Refuse(error);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=feedback.csv";
        await file.Write(FeedbackPage.StateOf(tab), await SeesSenders(), Response.Body, token);
        return new EmptyResult();
    }

    [HttpGet("admin/feedback/{id:guid}"), Authorize(Policy = "Feedback.Manage")]
    public async Task<IActionResult> Remark(Guid id, CancellationToken token) => await Page(id, null, token) is { } page ? View(page) : NotFound();

    [HttpPost("admin/feedback/{id:guid}/done"), Authorize(Policy = "Feedback.Manage")]
    public async Task<IActionResult> Done(Guid id, string? note, CancellationToken token)
    {
        var done = await mediator.Send(new SettleFeedback(id, note), token);
        if (done.Error is { } error) return this.Refuse(error, await Page(id, note, token), nameof(Remark));

        this.Say(S["Marked as done."], undo: Url.Action(nameof(Reopen), new { id }));
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("admin/feedback/{id:guid}/reopen"), Authorize(Policy = "Feedback.Manage")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken token)
    {
        var opened = await mediator.Send(new ReopenFeedback(id), token);
        return opened.Error is { } error ? this.Refuse(error, await Page(id, null, token), nameof(Remark)) : RedirectToAction(nameof(Remark), new { id });
    }

    private async Task<RemarkPage?> Page(Guid id, string? note, CancellationToken token) =>
        await mediator.Send(new ShowFeedback(id, await SeesSenders()), token) is { } row ? new RemarkPage(row, note) : null;

    private async Task<bool> SeesSenders() => (await authorization.AuthorizeAsync(User, null, FeedbackPermissions.ViewSenders.Name)).Succeeded;
}
