using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People;

/// <summary>What must hold of those who may do everything: there is always one, and only one of them makes another.</summary>
internal sealed class Administrators(KernelDbContext db, IActor actor, PermissionBook permissions)
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

    /// <summary>The roles of these ids, if whoever acts may give them to somebody who had <paramref name="had"/>.</summary>
    public async Task<Result<List<Role>>> MayGive(IReadOnlyCollection<Guid> chosen, IReadOnlyCollection<Guid> had, CancellationToken token)
    {
        await Hold(chosen, token);
        var roles = await db.Roles.Include(r => r.Permissions).Where(r => chosen.Contains(r.Id)).ToListAsync(token);
        if (roles.Count != chosen.Distinct().Count()) return PeopleErrors.UnknownRole;
        if (roles.Any(r => r.HoldsEverything) && !await ActorIsOne(token)) return PeopleErrors.OnlyAdministrators;
        return await GuardPermissions(roles.Where(r => !had.Contains(r.Id)).SelectMany(r => r.Granted), token) is { } forbidden ? forbidden : roles;
    }

    /// <summary>Who gives one of these roles and who takes it away wait for one another until the commit.</summary>
    public Task Hold(IReadOnlyCollection<Guid> roles, CancellationToken token) =>
        db.Roles.Where(r => roles.Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version), token);

    /// <summary>Whoever could take over the system with one of these permissions gets it, or loses it, from an administrator only.</summary>
    public async Task<Error?> GuardPermissions(IEnumerable<string> changed, CancellationToken token)
    {
        var critical = (await permissions.All()).Where(p => p.IsSecurityCritical).Select(p => p.Name).ToHashSet();
        return changed.Any(critical.Contains) && !await ActorIsOne(token) ? PeopleErrors.CriticalPermission : null;
    }

    /// <summary>Who could sign in and do everything. An account that only looks cannot.</summary>
    private IQueryable<Person> Able() => Holders().Where(p => p.IsActive && p.PasswordHash != null && p.ReadOnlyUntil == null);

    private IQueryable<Person> Holders() => db.People.Where(p => p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.HoldsEverything)));

    private Task<bool> AreAmong(Guid[] people, CancellationToken token) => Holders().AnyAsync(p => people.Contains(p.Id), token);
}
