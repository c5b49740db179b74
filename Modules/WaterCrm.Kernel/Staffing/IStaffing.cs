using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing;

/// <summary>Teams and who stands in for whom, for modules that give work to people.</summary>
public interface IStaffing
{
    /// <summary>For what and for whom a person works today.</summary>
    Task<Duties> Of(Guid person, CancellationToken token);

    /// <summary>The open teams by name.</summary>
    Task<IReadOnlyList<TeamName>> OpenTeams(CancellationToken token);

    /// <summary>Names of teams by their codes, also of closed ones. Unknown codes are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> TeamNames(IReadOnlyCollection<string> codes, CancellationToken token);
}

public sealed record TeamName(string Code, string Name);

/// <param name="Teams">Codes of the open teams of which the person is a member or head today.</param>
/// <param name="StandsInFor">Whose work is the person's today, because they are away.</param>
public sealed record Duties(IReadOnlyList<string> Teams, IReadOnlyList<AbsentColleague> StandsInFor)
{
    public static readonly Duties None = new([], []);
}

/// <summary>Somebody who is away today, with the roles and teams whose work their substitute does meanwhile.</summary>
public sealed record AbsentColleague(Guid Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams);

internal sealed class StaffingDirectory(KernelDbContext db, LocalFormat format) : IStaffing
{
    public async Task<Duties> Of(Guid person, CancellationToken token)
    {
        var away = await Away(person, token);
        Guid[] all = [person, .. away];
        var teams = await Teams(all, token);
        if (away.Count == 0) return new Duties([.. teams.Select(t => t.Code)], []);

        var roles = await db.Roles.ToDictionaryAsync(r => r.Id, r => r.Name, token);
        var people = await db.People.Where(p => away.Contains(p.Id)).OrderBy(p => p.NameKey).Select(p => new { p.Id, p.Name, Roles = p.Roles.Select(r => r.RoleId).ToList() }).ToListAsync(token);
        return new Duties([.. Of(person)], [.. people.Select(p => new AbsentColleague(p.Id, p.Name, [.. p.Roles.Select(id => roles[id])], [.. Of(p.Id)]))]);

        IEnumerable<string> Of(Guid who) => teams.Where(t => t.PersonId == who).Select(t => t.Code).Distinct();
    }

    public async Task<IReadOnlyList<TeamName>> OpenTeams(CancellationToken token) =>
        await db.Teams.Where(t => t.ClosedOn == null).OrderBy(t => t.SortKey).ThenBy(t => t.Id).Select(t => new TeamName(t.Code, t.Name)).ToListAsync(token);

    public async Task<IReadOnlyDictionary<string, string>> TeamNames(IReadOnlyCollection<string> codes, CancellationToken token) =>
        codes.Count == 0 ? new Dictionary<string, string>() : await db.Teams.Where(t => codes.Contains(t.Code)).ToDictionaryAsync(t => t.Code, t => t.Name, token);

    /// <summary>
    /// Those whose work comes to this person today: whoever named them as substitute, and whoever named one of those. The few who are away
    /// today are read and followed here; a chain that bites its own tail cannot be entered.
    /// </summary>
    private async Task<IReadOnlyList<Guid>> Away(Guid person, CancellationToken token)
    {
        var today = format.Today;
        var absences = await db.Absences.Where(a => a.Until >= today && a.From <= today && !a.IsCancelled).Select(a => new { a.PersonId, a.SubstituteId }).ToListAsync(token);
        List<Guid> found = [];
        for (List<Guid> next = [person]; next.Count > 0;)
        {
            next = [.. absences.Where(a => next.Contains(a.SubstituteId) && a.PersonId != person && !found.Contains(a.PersonId)).Select(a => a.PersonId).Distinct()];
            found.AddRange(next);
        }
        return found;
    }

    private async Task<List<Seat>> Teams(Guid[] people, CancellationToken token)
    {
        var today = format.Today;
        var open = db.Teams.Where(t => t.ClosedOn == null);
        var seats = db.TeamMembers.Where(m => people.Contains(m.PersonId) && m.From <= today && (m.Until == null || m.Until >= today)).Join(open, m => m.TeamId, t => t.Id, (m, t) => new Seat(m.PersonId, t.Code));
        var heads = open.Where(t => t.HeadId != null && people.Contains(t.HeadId.Value)).Select(t => new Seat(t.HeadId!.Value, t.Code));
        return [.. (await seats.ToListAsync(token)).Concat(await heads.ToListAsync(token)).Distinct()];
    }

    private sealed record Seat(Guid PersonId, string Code);
}
