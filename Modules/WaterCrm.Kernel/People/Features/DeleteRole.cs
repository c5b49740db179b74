using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Takes a role of the utility's own away. Who has it gets another one instead.</summary>
/// <param name="RoleId">The role.</param>
/// <param name="Instead">What its people get; may be null only where nobody has it.</param>
[Audited("people.role-deleted", "Deleted a role")]
public sealed record DeleteRole(Guid RoleId, Guid? Instead) : ICommand<Guid>;

internal sealed class DeleteRoleHandler(KernelDbContext db, Administrators administrators, CommandScope command) : IRequestHandler<DeleteRole, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DeleteRole request, CancellationToken token)
    {
        await administrators.Hold([request.RoleId], token);
        if (await db.Roles.Include(r => r.Permissions).FirstOrDefaultAsync(r => r.Id == request.RoleId, token) is not { } role) return KernelErrors.NotFound;
        if (role.IsStandard) return PeopleErrors.StandardRole;
        if (await administrators.GuardPermissions(role.Granted, token) is { } forbidden) return forbidden;

        var people = await db.People.Include(p => p.Roles).Where(p => p.Roles.Any(r => r.RoleId == role.Id)).ToListAsync(token);
        if (people.Count > 0 && await GiveInstead(people, role, request.Instead, token) is { } refused) return refused;

        db.Remove(role);
        await db.SaveChangesAsync(token);
        return role.Id;
    }

    private async Task<Error?> GiveInstead(List<Person> people, Role role, Guid? other, CancellationToken token)
    {
        if (other is not { } instead || instead == role.Id) return PeopleErrors.RoleInUse;
        if ((await administrators.MayGive([instead], [], token)) is { Error: { } forbidden }) return forbidden;

        var names = await db.Roles.ToDictionaryAsync(r => r.Id, token);
        foreach (var person in people)
        {
            List<Guid> had = [.. person.Roles.Select(r => r.RoleId)], now = [.. had.Where(r => r != role.Id).Append(instead).Distinct()];
            person.TakeRoles(now);
            command.RolesChanged(person.Id, had.Select(r => names[r]), now.Select(r => names[r]));
        }

        return null;
    }
}
