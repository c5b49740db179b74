using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Gives a task to another role, to a team, or to a person. The deadline stays: the customer does not wait longer because we passed it on.</summary>
[Audited("sops.task-handed-over", "Handed a task over")]
public sealed record HandOver : ICommand<Guid>
{
    public required Guid TaskId { get; init; }

    /// <summary>The role it goes to; null keeps the step's role.</summary>
    public string? Role { get; init; }

    /// <summary>The code of the team it goes to.</summary>
    public string? Team { get; init; }

    public Guid? PersonId { get; init; }

    public string? PersonName { get; init; }

    public required string Reason { get; init; }

    public int? Version { get; init; }
}

internal sealed class HandOverValidator : AbstractValidator<HandOver>
{
    public HandOverValidator() => RuleFor(h => h.Reason).NotEmpty().WithMessage("Say in a few words why.").MaximumLength(4000).WithMessage("Keep it below 4,000 characters.");
}

internal sealed class HandOverHandler(CaseDesk desk, StepRights rights, IStaffing staffing) : IRequestHandler<HandOver, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(HandOver request, CancellationToken token)
    {
        if (await desk.TakeByTask(request.TaskId, token) is not ({ Case: var run, Act: var act }, var task)) return SopErrors.TaskNotFound;
        if (!task.IsOpen) return SopErrors.MovedOn;
        if ((await rights.Of(token)).Refuse(task, act.Sop) is { } forbidden) return forbidden;
        if (request.Version is { } seen && seen != task.Turn) return SopErrors.HandledMeanwhile;
        var team = request.Team is { } code ? (await staffing.OpenTeams(token)).FirstOrDefault(t => t.Code == code) : null;
        if (request.Team is not null && team is null) return SopErrors.UnknownTeam;
        var to = new HandOverTo(request.Role, team?.Code, team?.Name, request.PersonId, request.PersonName);
        if (run.HandOver(task, to, request.Reason.Trim(), act).Error is { } refused) return refused;
        await desk.Save(run, token);
        return run.Id;
    }
}
