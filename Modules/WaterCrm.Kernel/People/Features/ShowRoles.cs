using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Every role with what it may do, the most powerful first, then those of the product, then the own ones.</summary>
public sealed record ShowRoles : IQuery<IReadOnlyList<RoleShown>>;

/// <summary>One role and who has it. Null where there is none.</summary>
public sealed record ShowRole(Guid Id) : IQuery<RoleShown?>;

public sealed record RoleShown
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required bool HoldsEverything { get; init; }
    public required bool DemandsSecondFactor { get; init; }
    public required IReadOnlyList<string> Granted { get; init; }

    /// <summary>How many active people have it.</summary>
    public required int People { get; init; }

    /// <summary>How many, also of those who are deactivated.</summary>
    public required int Holders { get; init; }

    /// <summary>The first of the active people by name; only <see cref="ShowRole"/> fills it.</summary>
    public IReadOnlyList<Colleague> First { get; init; } = [];

    /// <summary>How many active people have no other role; only <see cref="ShowRole"/> fills it.</summary>
    public int WithoutAnother { get; init; }

    public bool IsStandard => StandardRoles.All.Contains(Name);
}

internal sealed class ShowRolesHandler(KernelDbContext db) : IRequestHandler<ShowRoles, IReadOnlyList<RoleShown>>, IRequestHandler<ShowRole, RoleShown?>
{
    private const int Named = 10;

    public async Task<IReadOnlyList<RoleShown>> Handle(ShowRoles request, CancellationToken token)
    {
        var roles = await Read(null, token);
        var order = StandardRoles.All.Select((name, i) => (name, i)).ToDictionary(r => r.name, r => r.i);
        return [.. roles.OrderBy(r => order.GetValueOrDefault(r.Name, int.MaxValue)).ThenBy(r => r.Name, StringComparer.CurrentCulture)];
    }

    public async Task<RoleShown?> Handle(ShowRole request, CancellationToken token)
    {
        if (await Read(request.Id, token) is not [var role]) return null;

        var people = db.People.Where(p => p.IsActive && p.Roles.Any(r => r.RoleId == role.Id));
        return role with
        {
            First = await people.OrderBy(p => p.NameKey).ThenBy(p => p.SignInKey).Take(Named).Select(p => new Colleague(p.Id, p.Name)).ToListAsync(token),
            WithoutAnother = await people.CountAsync(p => p.Roles.Count == 1, token),
        };
    }

    private Task<List<RoleShown>> Read(Guid? id, CancellationToken token) => db.Roles.Where(r => id == null || r.Id == id).Select(r => new RoleShown
    {
        Id = r.Id, Name = r.Name, Version = r.Version, HoldsEverything = r.HoldsEverything, DemandsSecondFactor = r.DemandsSecondFactor,
        Granted = r.Permissions.Where(p => p.IsGranted).Select(p => p.Permission).ToList(),
        People = db.People.Count(p => p.IsActive && p.Roles.Any(x => x.RoleId == r.Id)),
        Holders = db.People.Count(p => p.Roles.Any(x => x.RoleId == r.Id)),
    }).ToListAsync(token);
}
