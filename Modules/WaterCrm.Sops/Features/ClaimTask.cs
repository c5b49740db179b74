using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>The acting person takes a task that waits for one of their roles.</summary>
[Audited("sops.task-claimed", "Took a task")]
public sealed record ClaimTask(Guid TaskId) : ICommand<Guid>;

internal sealed class ClaimTaskHandler(CaseDesk desk, StepRights rights) : IRequestHandler<ClaimTask, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ClaimTask request, CancellationToken token)
    {
        if (await desk.TakeByTask(request.TaskId, token) is not ({ Case: var run, Act: var act }, var task)) return SopErrors.TaskNotFound;
        if (!task.IsOpen) return SopErrors.MovedOn;
        if ((await rights.Of(token)).Refuse(task, act.Sop) is { } forbidden) return forbidden;
        if (run.Claim(task, act).Error is { } refused) return refused;
        await desk.Save(run, token);
        return run.Id;
    }
}
