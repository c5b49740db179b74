using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Somebody belongs to a team from a day on; null means today.</summary>
[Audited("staffing.team-joined", "Added somebody to a team")]
public sealed record JoinTeam(Guid TeamId, Guid? PersonId, DateOnly? From) : ICommand<Guid>;

/// <summary>Somebody belongs to a team up to and with a day; null means today.</summary>
[Audited("staffing.team-left", "Took somebody out of a team")]
public sealed record LeaveTeam(Guid TeamId, Guid MemberId, DateOnly? Until) : ICommand<Guid>;

internal sealed class JoinTeamRules : AbstractValidator<JoinTeam>
{
    public JoinTeamRules() => RuleFor(j => j.PersonId).NotNull().WithMessage("Choose somebody who works here and is active.");
}

internal sealed class ChangeMembersHandler(KernelDbContext db, StaffingRules rules, LocalFormat format, TimeProvider clock)
    : IRequestHandler<JoinTeam, Result<Guid>>, IRequestHandler<LeaveTeam, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(JoinTeam request, CancellationToken token)
    {
        if (await db.Teams.Include(t => t.Members).FirstOrDefaultAsync(t => t.Id == request.TeamId, token) is not { } team) return KernelErrors.NotFound;
        if (!await rules.WorksHere(request.PersonId!.Value, token)) return StaffingErrors.UnknownPerson.At(nameof(request.PersonId));
        var joined = team.Join(Ids.New(clock), request.PersonId.Value, request.From ?? format.Today);
        if (joined.Error is { } refused) return refused;

        db.Add(joined.Value);
        await db.SaveChangesAsync(token);
        return team.Id;
    }

    public async Task<Result<Guid>> Handle(LeaveTeam request, CancellationToken token)
    {
        if (await db.TeamMembers.FirstOrDefaultAsync(m => m.Id == request.MemberId && m.TeamId == request.TeamId, token) is not { } member) return KernelErrors.NotFound;
        member.Leave(request.Until ?? format.Today);
        await db.SaveChangesAsync(token);
        return member.TeamId;
    }
}
