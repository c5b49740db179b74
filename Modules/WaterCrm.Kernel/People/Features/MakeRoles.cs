using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>
/// Makes the roles that the modules propose, and offers each permission to its role once. A module that comes later finds the roles
/// already there and adds only its own; what an administrator took away or added stays.
/// </summary>
[Audited("people.roles-made", "Made the roles of a new system")]
internal sealed record MakeRoles : ICommand<int>;

internal sealed class MakeRolesHandler(KernelDbContext db, IEnumerable<IPermissionProvider> modules, TimeProvider clock) : IRequestHandler<MakeRoles, Result<int>>
{
    public async Task<Result<int>> Handle(MakeRoles request, CancellationToken token)
    {
        var roles = await db.Roles.Include(r => r.Permissions).ToDictionaryAsync(r => r.Name, token);
        foreach (var name in StandardRoles.All) Role(name);

        var offered = 0;
        foreach (var stereotype in modules.SelectMany(m => m.GetDefaultStereotypes()))
            offered += stereotype.Permissions.Count(permission => Role(stereotype.Name).Offer(permission.Name));
        await db.SaveChangesAsync(token);
        return offered;

        Role Role(string name)
        {
            if (roles.TryGetValue(name, out var known)) return known;
            db.Add(roles[name] = new Role(Ids.New(clock), name));
            return roles[name];
        }
    }
}
