using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Makes a role of the utility's own, empty or with what another may do.</summary>
[Audited("people.role-made", "Made a role")]
public sealed record MakeRole(string? Name, Guid? CopyOf) : ICommand<Guid>;

/// <summary>Gives a role of the utility's own another name.</summary>
[Audited("people.role-renamed", "Renamed a role")]
public sealed record RenameRole(Guid RoleId, string? Name) : ICommand<Guid>;

internal sealed class MakeRoleRules : AbstractValidator<MakeRole>
{
    public MakeRoleRules() => RuleFor(r => r.Name).RoleName();
}

internal sealed class RenameRoleRules : AbstractValidator<RenameRole>
{
    public RenameRoleRules() => RuleFor(r => r.Name).RoleName();
}

internal static class RoleNames
{
    public static void RoleName<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Enter a name for the role.")
        .MaximumLength(100).WithMessage("Use at most 100 characters for the role's name.")
        .Must(name => !name!.Any(c => char.IsControl(c) || char.IsSurrogate(c))).WithMessage("Use only characters that can be printed.");
}

internal sealed class MakeRoleHandler(KernelDbContext db, Administrators administrators, CommandScope command, TimeProvider clock)
    : IRequestHandler<MakeRole, Result<Guid>>, IRequestHandler<RenameRole, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(MakeRole request, CancellationToken token)
    {
        if (await IsTaken(request.Name!, Guid.Empty, token)) return PeopleErrors.RoleNameTaken;

        var role = new Role(Ids.New(clock), request.Name!.Trim());
        if (request.CopyOf is { } model)
        {
            if (await db.Roles.Include(r => r.Permissions).FirstOrDefaultAsync(r => r.Id == model, token) is not { } copied) return PeopleErrors.UnknownRole;
            if (copied.HoldsEverything) return PeopleErrors.HoldsEverything;
            List<string> given = [.. copied.Granted];
            if (await administrators.GuardPermissions(given, token) is { } forbidden) return forbidden;
            given.ForEach(role.Grant);
            role.DemandSecondFactor(copied.DemandsSecondFactor);
            command.PermissionsChanged(role.Id, given, []);
        }

        db.Add(role);
        await db.SaveChangesAsync(token);
        return role.Id;
    }

    public async Task<Result<Guid>> Handle(RenameRole request, CancellationToken token)
    {
        if (await db.Roles.FirstOrDefaultAsync(r => r.Id == request.RoleId, token) is not { } role) return KernelErrors.NotFound;
        if (role.IsStandard) return PeopleErrors.StandardRole;
        if (await IsTaken(request.Name!, role.Id, token)) return PeopleErrors.RoleNameTaken;

        role.Rename(request.Name!);
        await db.SaveChangesAsync(token);
        return role.Id;
    }

    /// <summary>Roles are few, and "Front desk" beside "front desk" would be found out too late.</summary>
    private async Task<bool> IsTaken(string name, Guid but, CancellationToken token) =>
        (await db.Roles.Where(r => r.Id != but).Select(r => r.Name).ToListAsync(token)).Exists(known => string.Equals(known, name.Trim(), StringComparison.CurrentCultureIgnoreCase));
}
