using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Takes up a closed case again.</summary>
/// <param name="CaseId">The closed case.</param>
/// <param name="Reason">Why, in the words of whoever asked for it.</param>
/// <param name="Step">Where it goes on; null takes the step that the procedure names for this.</param>
[Audited("sops.case-reopened", "Reopened a case")]
public sealed record ReopenCase(Guid CaseId, string Reason, string? Step = null) : ICommand<Guid>;

internal sealed class ReopenCaseValidator : AbstractValidator<ReopenCase>
{
    /// <summary>As much as a complaint's reopening may say, and as the history keeps.</summary>
    internal const int MostReason = 4000;

    public ReopenCaseValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("Say in a few words why.").MaximumLength(MostReason).WithMessage("Keep it below 4,000 characters.");
}

internal sealed class ReopenCaseHandler(CaseDesk desk) : IRequestHandler<ReopenCase, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReopenCase request, CancellationToken token)
    {
        if (await desk.Take(request.CaseId, token) is not { Case: var run, Act: var act }) return SopErrors.CaseNotFound;
        if (run.Reopen(request.Step, request.Reason.Trim(), act).Error is { } refused) return refused;
        await desk.Save(run, token);
        return run.Id;
    }
}
