using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Takes the end of an absence back: it goes on up to and with the day it had before.</summary>
[Audited("staffing.absence-resumed", "Took the end of an absence back")]
public sealed record ResumeAbsence(Guid Id, DateOnly Until) : ICommand<Guid>;

/// <summary>Takes the last day in a team back.</summary>
[Audited("staffing.team-stayed", "Took somebody's last day in a team back")]
public sealed record StayInTeam(Guid TeamId, Guid MemberId) : ICommand<Guid>;

/// <summary>Takes the end of a shift back.</summary>
[Audited("staffing.shift-reopened", "Took the end of a shift back")]
public sealed record ReopenShift(Guid Id) : ICommand<Guid>;

/// <summary>Takes the closing of a team back. Work that went elsewhere stays there: somebody may be at it.</summary>
/// <param name="Id">The team.</param>
/// <param name="LeftBefore">Members who had left it of their own accord: <see cref="TeamClosed.LeftBefore"/>.</param>
[Audited("staffing.team-reopened", "Took the closing of a team back")]
public sealed record ReopenTeam(Guid Id, IReadOnlyList<Guid> LeftBefore) : ICommand<Guid>;

/// <summary>Takes the closing of a branch back.</summary>
[Audited("staffing.branch-reopened", "Took the closing of a branch back")]
public sealed record ReopenBranch(Guid Id) : ICommand<Guid>;

/// <summary>What was clicked by mistake a moment ago. The world may have moved on: whatever forbids the thing itself forbids taking it back.</summary>
internal sealed class TakeBackHandler(KernelDbContext db, StaffingRules rules, LocalFormat format)
    : IRequestHandler<ResumeAbsence, Result<Guid>>, IRequestHandler<StayInTeam, Result<Guid>>, IRequestHandler<ReopenShift, Result<Guid>>,
        IRequestHandler<ReopenTeam, Result<Guid>>, IRequestHandler<ReopenBranch, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ResumeAbsence request, CancellationToken token)
    {
        if (await db.Absences.FindAsync([request.Id], token) is not { } absence) return KernelErrors.NotFound;
        if (!await rules.MayActFor(absence.PersonId, token)) return StaffingErrors.NotYours;

        var others = await db.Absences.Where(a => a.Id != absence.Id && a.Until >= absence.From && a.From <= request.Until && !a.IsCancelled).ToListAsync(token);
        if (absence.Resume(request.Until, format.Today, others).Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return absence.Id;
    }

    public async Task<Result<Guid>> Handle(StayInTeam request, CancellationToken token)
    {
        if (await db.Teams.Include(t => t.Members).FirstOrDefaultAsync(t => t.Id == request.TeamId, token) is not { } team) return KernelErrors.NotFound;
        if (team.Keep(request.MemberId).Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return team.Id;
    }

    public async Task<Result<Guid>> Handle(ReopenShift request, CancellationToken token)
    {
        if (await db.Shifts.FindAsync([request.Id], token) is not { IsClosed: true } shift) return KernelErrors.NotFound;
        if (!await db.Teams.AnyAsync(t => t.Id == shift.TeamId && t.ClosedOn == null, token)) return StaffingErrors.UnknownTeam;
        shift.Reopen();
        await db.SaveChangesAsync(token);
        return shift.Id;
    }

    public async Task<Result<Guid>> Handle(ReopenTeam request, CancellationToken token)
    {
        if (await db.Teams.Include(t => t.Members).FirstOrDefaultAsync(t => t.Id == request.Id, token) is not { } team) return KernelErrors.NotFound;
        if (!await db.Branches.AnyAsync(b => b.Id == team.BranchId && b.ClosedOn == null, token)) return StaffingErrors.BranchClosed;
        if (team.Reopen(request.LeftBefore).Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return team.Id;
    }

    public async Task<Result<Guid>> Handle(ReopenBranch request, CancellationToken token)
    {
        if (await db.Branches.FindAsync([request.Id], token) is not { } branch) return KernelErrors.NotFound;
        if (branch.Reopen().Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return branch.Id;
    }
}
