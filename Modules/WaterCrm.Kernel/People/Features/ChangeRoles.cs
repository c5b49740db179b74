using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Gives a person these roles and no others. Sessions that are open follow within a minute.</summary>
[Audited("people.roles-changed", "Changed a person's roles")]
public sealed record ChangeRoles(Guid PersonId, IReadOnlyCollection<Guid> Roles) : ICommand<Guid>;

internal sealed class ChangeRolesHandler(KernelDbContext db, Administrators administrators, CommandScope command) : IRequestHandler<ChangeRoles, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChangeRoles request, CancellationToken token)
    {
        if (await db.People.Include(p => p.Roles).FirstOrDefaultAsync(p => p.Id == request.PersonId, token) is not { } person) return KernelErrors.NotFound;
        if (await administrators.Guard(person.Id, token) is { } forbidden) return forbidden;
        var had = person.Roles.Select(r => r.RoleId).ToList();
        var given = await administrators.MayGive(request.Roles, had, token);
        if (!given.Is(out var roles)) return given.Error!;
        if (!roles.Any(r => r.HoldsEverything) && await administrators.IsLast(person.Id, token)) return PeopleErrors.LastAdministrator;

        command.RolesChanged(person.Id, await db.Roles.Where(r => had.Contains(r.Id)).ToListAsync(token), roles);
        person.TakeRoles(request.Roles);
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
