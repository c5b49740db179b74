using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Decides what a role may do. Sessions that are open follow within a minute. Permissions of modules that are off stay as they are.</summary>
/// <param name="RoleId">The role.</param>
/// <param name="Version">The version that was looked at; another one means that somebody else has changed it since.</param>
/// <param name="Granted">What it may do from now on; all others are taken away.</param>
/// <param name="DemandsSecondFactor">Whether its people need a second factor.</param>
[Audited("people.role-changed", "Changed what a role may do")]
public sealed record ChangeRole(Guid RoleId, int Version, IReadOnlyCollection<string> Granted, bool DemandsSecondFactor) : ICommand<Guid>;

/// <summary>Gives a role of the product the permissions that the modules propose for it, and no others.</summary>
[Audited("people.role-put-back", "Put a role back to what it was made with")]
public sealed record PutRoleBack(Guid RoleId) : ICommand<Guid>;

internal sealed class ChangeRoleHandler(KernelDbContext db, PermissionBook book, Administrators administrators, CommandScope command)
    : IRequestHandler<ChangeRole, Result<Guid>>, IRequestHandler<PutRoleBack, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChangeRole request, CancellationToken token)
    {
        if (await Find(request.RoleId, token) is not { } role) return KernelErrors.NotFound;
        if (role.Version != request.Version) return KernelErrors.ChangedMeanwhile;
        return await Change(role, request.Granted.ToHashSet(), request.DemandsSecondFactor, token);
    }

    public async Task<Result<Guid>> Handle(PutRoleBack request, CancellationToken token)
    {
        if (await Find(request.RoleId, token) is not { IsStandard: true } role) return KernelErrors.NotFound;
        return await Change(role, book.Proposed(role.Name), role.DemandsSecondFactor, token);
    }

    private Task<Role?> Find(Guid id, CancellationToken token) => db.Roles.Include(r => r.Permissions).FirstOrDefaultAsync(r => r.Id == id, token);

    private async Task<Result<Guid>> Change(Role role, IReadOnlySet<string> wanted, bool demands, CancellationToken token)
    {
        role.DemandSecondFactor(demands);
        if (!role.HoldsEverything)
        {
            var known = (await book.All()).Select(p => p.Name).ToList();
            var before = role.Granted.ToHashSet();
            List<string> given = [.. known.Where(p => wanted.Contains(p) && !before.Contains(p))], taken = [.. known.Where(p => !wanted.Contains(p) && before.Contains(p))];
            if (await administrators.GuardPermissions(given.Concat(taken), token) is { } forbidden) return forbidden;

            given.ForEach(role.Grant);
            taken.ForEach(role.Withdraw);
            db.Entry(role).Property(r => r.Name).IsModified = true;   // the role itself counts as changed: its version goes up
            command.PermissionsChanged(role.Id, given, taken);
        }

        await db.SaveChangesAsync(token);
        return role.Id;
    }
}
