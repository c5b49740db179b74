using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Takes the case to the top of its ladder at once, whatever its clock says: danger to health, the press, a customer who asks for it.</summary>
[Audited("sops.case-escalated", "Escalated a case")]
public sealed record EscalateCase(Guid CaseId, string Reason) : ICommand<Guid>;

internal sealed class EscalateCaseValidator : AbstractValidator<EscalateCase>
{
    public EscalateCaseValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("Say in a few words why.").MaximumLength(2000).WithMessage("Keep it below 2,000 characters.");
}

internal sealed class EscalateCaseHandler(CaseDesk desk) : IRequestHandler<EscalateCase, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(EscalateCase request, CancellationToken token)
    {
        if (await desk.Take(request.CaseId, token) is not { Case: var run, Act: var act }) return SopErrors.CaseNotFound;
        if (run.Escalate(request.Reason.Trim(), act).Error is { } refused) return refused;
        await desk.Save(run, token);
        return run.Id;
    }
}
