using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Components;
using WaterCrm.Sops.Features;
using WaterCrm.Sops.ViewModels;

namespace WaterCrm.Sops.Controllers;

/// <summary>The inbox, and the step that waits. Whatever cannot be taken comes back with all that was typed.</summary>
[Route("staff/tasks"), Authorize(Policy = "Sops.Answer"), ResponseCache(NoStore = true)]
public sealed class TasksController(IMediator mediator) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? tab, string? after, CancellationToken token) =>
        View(new InboxPage(InboxPage.Filter(tab), await mediator.Send(new FindTasks(InboxPage.Filter(tab), after), token)));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowTask(id), token) is { } run ? View("CasePage", new CasePage(run)) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Answer(Guid id, AnswerForm form, CancellationToken token)
    {
        var answered = await mediator.Send(new AnswerTask { TaskId = id, Outcome = form.Outcome, Comment = form.Comment, Version = form.Version, Fields = Answers() }, token);
        if (answered.Error is not { } error) return this.BackTo(form.ReturnUrl, $"/staff/tasks/{id}");
        if (await mediator.Send(new ShowTask(id), token) is not { } run) return NotFound();

        var step = run.Steps.First(s => s.TaskId == id);
        var page = new CasePage(run)
        {
            ReturnUrl = form.ReturnUrl, Comment = form.Comment, TooLate = run.Current?.TaskId != id, Reading = FormReader.Read(step.Form, Request.Form, CasePanel.Prefix, draft: error.Fields.Count == 0),
        };
        return this.Refuse(error with { Fields = [.. error.Fields.Where(f => step.Form.Find(f.Field) is null && f.Field.Length > 0)] }, page, "CasePage");
    }

    [HttpPost("{id:guid}/claim")]
    public async Task<IActionResult> Claim(Guid id, string? returnUrl, CancellationToken token) =>
        await this.Done(await mediator.Send(new ClaimTask(id), token), new ReasonForm { ReturnUrl = returnUrl }, $"/staff/tasks/{id}", () => mediator.Send(new ShowTask(id), token));

    [HttpPost("{id:guid}/hand-over")]
    public async Task<IActionResult> HandOver(Guid id, ReasonForm form, CancellationToken token) =>
        await this.Done(await mediator.Send(new HandOver { TaskId = id, Role = form.ToTeam is null ? form.Role : null, Team = form.ToTeam, Reason = form.Reason ?? "", Version = form.Version }, token), form, $"/staff/tasks/{id}", () => mediator.Send(new ShowTask(id), token));

    private Dictionary<string, StringValues> Answers() =>
        Request.Form.Where(f => f.Key.StartsWith(CasePanel.Prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[CasePanel.Prefix.Length..], f => f.Value);
}
