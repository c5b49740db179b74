using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People;

/// <summary>What must hold of those who may do everything: there is always one, and only one of them makes another.</summary>
internal sealed class Administrators(KernelDbContext db, IActor actor)
{
    /// <summary>Whoever acts may touch this person. The system itself may; it has no id.</summary>
    public async Task<Error?> Guard(Guid person, CancellationToken token) =>
        await AreAmong([person], token) && !await ActorIsOne(token) ? PeopleErrors.OnlyAdministrators : null;

    /// <summary>Somebody without this right, but with the right to manage people, would else make themselves administrator.</summary>
    public async Task<bool> ActorIsOne(CancellationToken token) => actor.Id is not { } id || await AreAmong([id], token);

    /// <summary>Whether one would be left without this person. Two who remove each other at once wait here for one another.</summary>
    public async Task<bool> IsLast(Guid person, CancellationToken token)
    {
        await db.Roles.Where(r => r.HoldsEverything).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version), token);
        return await AreAmong([person], token) && !await Able().AnyAsync(p => p.Id != person, token);
    }

    /// <summary>The roles of these ids.</summary>
    public async Task<Result<List<Role>>> MayGive(IReadOnlyCollection<Guid> chosen, CancellationToken token)
    {
        var roles = await db.Roles.Where(r => chosen.Contains(r.Id)).ToListAsync(token);
        return roles.Count == chosen.Distinct().Count() ? roles : PeopleErrors.UnknownRole;
    }

    /// <summary>Who could sign in and do everything.</summary>
    private IQueryable<Person> Able() => Holders().Where(p => p.IsActive && p.PasswordHash != null);

    private IQueryable<Person> Holders() => db.People.Where(p => p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.HoldsEverything)));

    private Task<bool> AreAmong(Guid[] people, CancellationToken token) => Holders().AnyAsync(p => people.Contains(p.Id), token);
}
