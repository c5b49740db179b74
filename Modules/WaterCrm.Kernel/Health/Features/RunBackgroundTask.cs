using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Health.Features;

/// <summary>Starts a background task now. It does not run beside a run that is under way, here or on another host.</summary>
/// <param name="Name">As <see cref="BackgroundTaskState"/> names it.</param>
[Audited("system.task-run", "Ran a background task by hand")]
public sealed record RunBackgroundTask(string Name) : ICommand<bool>;

internal sealed class RunBackgroundTaskHandler(BackgroundTaskRunner runner, CommandScope command) : IRequestHandler<RunBackgroundTask, Result<bool>>
{
    public Task<Result<bool>> Handle(RunBackgroundTask request, CancellationToken token)
    {
        if (runner.States([]).FirstOrDefault(s => s.Name == request.Name) is not { } state) return Task.FromResult<Result<bool>>(KernelErrors.NotFound);
        if (state.IsRunning) return Task.FromResult<Result<bool>>(HealthErrors.RunsAlready);

        command.AfterCommit(() => runner.TryStart(request.Name));
        return Task.FromResult<Result<bool>>(true);
    }
}

internal static class HealthErrors
{
    public static readonly Error RunsAlready = new("system.task-runs-already", "This task is running. Wait until it has ended.", 409);
}
