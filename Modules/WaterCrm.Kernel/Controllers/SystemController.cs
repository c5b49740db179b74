using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Health.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>How the system fares: its health, and what it does by itself.</summary>
[Route("staff/admin"), Authorize(Policy = "System.View"), ResponseCache(NoStore = true)]
public sealed class SystemController(IMediator mediator, BackgroundTaskRunner runner, ITaskLog log, HealthSettings settings, TimeProvider clock, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("health")]
    public async Task<IActionResult> Health([FromServices] SystemHealthBook book, CancellationToken token) => View("Health", await book.Look(token));

    [HttpGet("tasks")]
    public async Task<IActionResult> Tasks(CancellationToken token) => View("Tasks", await Page(token));

    [HttpGet("tasks/{name}")]
    public async Task<IActionResult> Runs(string name, CancellationToken token) =>
        (await Page(token)).Tasks.FirstOrDefault(t => t.Name == name) is { } task ? View("Runs", new TaskRunsPage(task, await mediator.Send(new ShowTaskRuns(name), token))) : NotFound();

    [HttpPost("tasks/{name}/run"), Authorize(Policy = "System.RunTasks")]
    public async Task<IActionResult> Run(string name, CancellationToken token)
    {
        var started = await mediator.Send(new RunBackgroundTask(name), token);
        if (started.Error is { } error) return this.Refuse(error, await Page(token), "Tasks");

        this.Say(S["The task was started. Load this page again in a moment to see how it went."]);
        return RedirectToAction(nameof(Tasks));
    }

    private async Task<TasksPage> Page(CancellationToken token) =>
        new(runner.States(await log.Last(token)), clock.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(settings.TaskLateMinutes));
}
