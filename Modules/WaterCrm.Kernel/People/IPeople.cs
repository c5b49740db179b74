using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.People;

/// <summary>Who works here, for modules that give work to people and show their names.</summary>
public interface IPeople
{
    /// <summary>Names of these people, also of deactivated ones. Unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken token);

    /// <summary>Active people by name, those with this role or all.</summary>
    Task<IReadOnlyList<Colleague>> Active(string? role, CancellationToken token);
}

public sealed record Colleague(Guid Id, string Name);

internal sealed class PeopleDirectory(KernelDbContext db) : IPeople
{
    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken token) =>
        await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, token);

    public async Task<IReadOnlyList<Colleague>> Active(string? role, CancellationToken token)
    {
        var people = db.People.Where(p => p.IsActive);
        if (role is not null) people = people.Where(p => p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.Name == role)));
        return await people.OrderBy(p => p.NameKey).ThenBy(p => p.SignInKey).Select(p => new Colleague(p.Id, p.Name)).ToListAsync(token);
    }
}
