using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing;

/// <summary>Questions that several commands of the staffing ask before they do something.</summary>
internal sealed class StaffingRules(KernelDbContext db, IActor actor, LocalFormat format)
{
    public Task<bool> WorksHere(Guid person, CancellationToken token) => db.People.AnyAsync(p => p.Id == person && p.IsActive, token);

    /// <summary>Why this person cannot be given work; null when they can.</summary>
    public async Task<Error?> CannotTakeWork(Guid person, CancellationToken token)
    {
        var found = await db.People.Where(p => p.Id == person && p.IsActive).Select(p => new { p.Name, OnlyLooks = p.ReadOnlyUntil != null }).FirstOrDefaultAsync(token);
        return found is null ? StaffingErrors.UnknownPerson : found.OnlyLooks ? StaffingErrors.OnlyLooks.With(found.Name) : null;
    }

    /// <summary>That this person is away on a day; null when they are not.</summary>
    public async Task<Error?> IsAway(Guid person, DateOnly day, CancellationToken token) =>
        await db.Absences.AnyAsync(a => a.PersonId == person && !a.IsCancelled && a.From <= day && a.Until >= day, token)
            ? StaffingErrors.AwayThatDay.With(await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(token)) : null;

    /// <summary>The person themselves, whoever heads one of their teams or its branch, and who manages teams.</summary>
    public async Task<bool> MayActFor(Guid person, CancellationToken token)
    {
        if (actor.Id == person || PermissionRequirement.Has(actor.Principal, StaffingPermissions.Manage)) return true;
        if (actor.Id is not { } me) return false;

        var today = format.Today;
        return await db.TeamMembers.Where(m => m.PersonId == person && m.From <= today && (m.Until == null || m.Until >= today))
            .Join(db.Teams.Where(t => t.ClosedOn == null), m => m.TeamId, t => t.Id, (_, t) => t)
            .AnyAsync(t => t.HeadId == me || db.Branches.Any(b => b.Id == t.BranchId && b.HeadId == me), token);
    }
}
