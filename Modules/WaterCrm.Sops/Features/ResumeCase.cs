using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Lets the clock run again; the deadline moves by the time it stood.</summary>
[Audited("sops.case-resumed", "Let a case go on")]
public sealed record ResumeCase(Guid CaseId, string? Comment = null) : ICommand<Guid>;

internal sealed class ResumeCaseHandler(CaseDesk desk, StepRights rights) : IRequestHandler<ResumeCase, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ResumeCase request, CancellationToken token)
    {
        if (await desk.Take(request.CaseId, token) is not { Case: var run, Act: var act }) return SopErrors.CaseNotFound;
        if (run.Current is { } task && (await rights.Of(token)).Refuse(task, act.Sop) is { } forbidden) return forbidden;
        if (run.Resume(request.Comment, act).Error is { } refused) return refused;
        await desk.Save(run, token);
        return run.Id;
    }
}
