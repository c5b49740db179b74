using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing;

/// <summary>Teams and branches that somebody heads. Only a person heads: where work goes to a team or a role, the place is left empty.</summary>
internal sealed class HeadedWork(KernelDbContext db, IStringLocalizer<Startup> S) : IOpenWork
{
    public int Order => 20;

    public string Title => S["Teams and branches headed"];

    public async Task<int> Count(WorkHolder holder, CancellationToken token) => holder.Person is not { } person ? 0
        : await db.Teams.CountAsync(t => t.ClosedOn == null && t.HeadId == person, token) + await db.Branches.CountAsync(b => b.ClosedOn == null && b.HeadId == person, token);

    public async Task<Error?> Move(WorkHolder from, WorkTarget to, CancellationToken token)
    {
        foreach (var team in await db.Teams.Where(t => t.ClosedOn == null && t.HeadId == from.Person).ToListAsync(token)) team.GiveHead(to.Person);
        foreach (var branch in await db.Branches.Where(b => b.ClosedOn == null && b.HeadId == from.Person).ToListAsync(token)) branch.GiveHead(to.Person);
        await db.SaveChangesAsync(token);
        return null;
    }
}

/// <summary>Absences for which somebody is the substitute. Without another person the absence ends, because nobody would do the work.</summary>
internal sealed class SubstitutedWork(KernelDbContext db, LocalFormat format, IStringLocalizer<Startup> S) : IOpenWork
{
    public int Order => 30;

    public string Title => S["Absences of others to stand in for"];

    public Task<int> Count(WorkHolder holder, CancellationToken token) => holder.Person is { } person ? Open(person).CountAsync(token) : Task.FromResult(0);

    public async Task<Error?> Move(WorkHolder from, WorkTarget to, CancellationToken token)
    {
        foreach (var absence in await Open(from.Person!.Value).ToListAsync(token))
        {
            if (to.Person is not { } person) absence.End(format.Today);
            else if (absence.PersonId == person) return StaffingErrors.OwnSubstitute;
            else if (await db.Absences.AnyAsync(a => a.PersonId == person && !a.IsCancelled && a.Until >= absence.From && a.From <= absence.Until, token)) return StaffingErrors.SubstituteAway;
            else absence.GiveTo(person);
        }

        await db.SaveChangesAsync(token);
        return null;
    }

    private IQueryable<Absence> Open(Guid person)
    {
        var today = format.Today;
        return db.Absences.Where(a => a.SubstituteId == person && a.Until >= today && !a.IsCancelled);
    }
}

/// <summary>Coming places in the roster. Without another person, or where that one is in the shift already or away, they become gaps that the roster shows.</summary>
internal sealed class RosteredWork(KernelDbContext db, LocalFormat format, IStringLocalizer<Startup> S) : IOpenWork
{
    public int Order => 25;

    public string Title => S["Coming shifts and times on call"];

    public Task<int> Count(WorkHolder holder, CancellationToken token) => holder.Person is { } person ? Coming(person).CountAsync(token) : Task.FromResult(0);

    public async Task<Error?> Move(WorkHolder from, WorkTarget to, CancellationToken token)
    {
        var places = await Coming(from.Person!.Value).ToListAsync(token);
        var taken = to.Person is { } person ? (await Coming(person).Select(p => new { p.ShiftId, p.Day }).ToListAsync(token)).Select(p => (p.ShiftId, p.Day)).ToHashSet() : [];
        var today = format.Today;
        var away = await db.Absences.Where(a => a.PersonId == to.Person && !a.IsCancelled && a.Until >= today).ToListAsync(token);
        foreach (var place in places)
        {
            if (to.Person is not { } next || away.Exists(a => a.From <= place.Day && a.Until >= place.Day) || taken.Contains((place.ShiftId, place.Day))) db.Remove(place);
            else place.PersonId = next;
        }

        await db.SaveChangesAsync(token);
        return null;
    }

    private IQueryable<RosterPlace> Coming(Guid person)
    {
        var today = format.Today;
        return db.Roster.Where(p => p.PersonId == person && p.Day >= today);
    }
}
