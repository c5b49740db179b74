using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Stops the clock while somebody outside has to do something.</summary>
[Audited("sops.case-paused", "Paused a case")]
public sealed record PauseCase(Guid CaseId, string Reason) : ICommand<Guid>;

internal sealed class PauseCaseValidator : AbstractValidator<PauseCase>
{
    public PauseCaseValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("Say in a few words why.").MaximumLength(2000).WithMessage("Keep it below 2,000 characters.");
}

internal sealed class PauseCaseHandler(CaseDesk desk, StepRights rights) : IRequestHandler<PauseCase, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(PauseCase request, CancellationToken token)
    {
        if (await desk.Take(request.CaseId, token) is not { Case: var run, Act: var act }) return SopErrors.CaseNotFound;
        if (run.Current is { } task && (await rights.Of(token)).Refuse(task, act.Sop) is { } forbidden) return forbidden;
        if (run.Pause(request.Reason.Trim(), act).Error is { } refused) return refused;
        await desk.Save(run, token);
        return run.Id;
    }
}
