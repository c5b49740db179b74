using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People;

/// <summary>Who works here, for modules that give work to people and show their names.</summary>
public interface IPeople
{
    /// <summary>Names of these people, also of deactivated ones. Unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken token);

    /// <summary>Active people by name, those with this role or all.</summary>
    Task<IReadOnlyList<Colleague>> Active(string? role, CancellationToken token);

    /// <summary>Active people by name who can be given work: who only look cannot, nor who have no role with this permission, if one is asked for.</summary>
    Task<IReadOnlyList<Colleague>> AbleTo(Permission? permission, CancellationToken token);

    /// <summary>Those who are <see cref="AbleTo"/>, with what a message to them needs.</summary>
    Task<IReadOnlyList<Addressee>> ToWriteTo(Permission permission, CancellationToken token);
}

public sealed record Colleague(Guid Id, string Name);

/// <summary>A colleague to whom something can be written.</summary>
/// <param name="Id">Of the person.</param>
/// <param name="Name">Of the person.</param>
/// <param name="Email">Null where there is none.</param>
/// <param name="Language">The one that was chosen for the screens; null where none was.</param>
/// <param name="Roles">Their names.</param>
public sealed record Addressee(Guid Id, string Name, string? Email, string? Language, IReadOnlyList<string> Roles);

internal sealed class PeopleDirectory(KernelDbContext db, Remembered remembered) : IPeople
{
    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken token) =>
        ids.Count == 0 ? new Dictionary<Guid, string>() : await Named(await remembered.Get(db, "kernel.names", typeof(Person), () => Task.FromResult(new ConcurrentDictionary<Guid, string>())), ids, token);

    private async Task<Dictionary<Guid, string>> Named(ConcurrentDictionary<Guid, string> known, IReadOnlyCollection<Guid> ids, CancellationToken token)
    {
        List<Guid> unknown = [.. ids.Where(id => !known.ContainsKey(id))];
        if (unknown.Count > 0)
            foreach (var person in await db.People.Where(p => unknown.Contains(p.Id)).Select(p => new Colleague(p.Id, p.Name)).ToListAsync(token)) known[person.Id] = person.Name;

        Dictionary<Guid, string> names = [];
        foreach (var id in ids)
            if (known.TryGetValue(id, out var name)) names[id] = name;
        return names;
    }

    public async Task<IReadOnlyList<Colleague>> AbleTo(Permission? permission, CancellationToken token) =>
        await Able(permission).Select(p => new Colleague(p.Id, p.Name)).ToListAsync(token);

    public async Task<IReadOnlyList<Addressee>> ToWriteTo(Permission permission, CancellationToken token)
    {
        var roles = await db.Roles.ToDictionaryAsync(r => r.Id, r => r.Name, token);
        var people = await Able(permission).Select(p => new { p.Id, p.Name, p.Email, p.Language, Roles = p.Roles.Select(r => r.RoleId).ToList() }).ToListAsync(token);
        return [.. people.Select(p => new Addressee(p.Id, p.Name, string.IsNullOrEmpty(p.Email) ? null : p.Email, p.Language, [.. p.Roles.Select(id => roles[id])]))];
    }

    private IQueryable<Person> Able(Permission? permission)
    {
        var people = db.People.Where(p => p.IsActive && p.ReadOnlyUntil == null);
        if (permission is not null)
        {
            List<string> names = [.. WithImpliedBy(permission).Select(p => p.Name)];
            people = people.Where(p => p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && (x.HoldsEverything || x.Permissions.Any(g => g.IsGranted && names.Contains(g.Permission))))));
        }

        return people.OrderBy(p => p.NameKey).ThenBy(p => p.SignInKey);
    }

    private static IEnumerable<Permission> WithImpliedBy(Permission permission) => [permission, .. permission.ImpliedBy.SelectMany(WithImpliedBy)];

    public async Task<IReadOnlyList<Colleague>> Active(string? role, CancellationToken token)
    {
        var people = db.People.Where(p => p.IsActive);
        if (role is not null) people = people.Where(p => p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.Name == role)));
        return await people.OrderBy(p => p.NameKey).ThenBy(p => p.SignInKey).Select(p => new Colleague(p.Id, p.Name)).ToListAsync(token);
    }
}
