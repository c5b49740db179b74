using WaterCrm.Kernel.People;

namespace WaterCrm.Sops;

public static class SopsPermissions
{
    /// <summary>A head may answer for people who are away; so may whoever runs the system.</summary>
    public static readonly Permission AnswerAny = new("Sops.AnswerAny", "Answer steps of any role and hand them over");
    public static readonly Permission Answer = new("Sops.Answer", "Work on the steps of one's own roles", [AnswerAny]);
    public static readonly Permission Reopen = new("Sops.Reopen", "Reopen closed cases", [AnswerAny]);
}

internal sealed class SopsPermissionProvider : IPermissionProvider
{
    public Task<IEnumerable<Permission>> GetPermissionsAsync() =>
        Task.FromResult<IEnumerable<Permission>>([SopsPermissions.Answer, SopsPermissions.AnswerAny, SopsPermissions.Reopen]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = StandardRoles.Director, Permissions = [SopsPermissions.Answer, SopsPermissions.Reopen] },
        new() { Name = StandardRoles.HeadOfCustomerCare, Permissions = [SopsPermissions.Answer, SopsPermissions.AnswerAny, SopsPermissions.Reopen] },
        new() { Name = StandardRoles.CareStaff, Permissions = [SopsPermissions.Answer, SopsPermissions.Reopen] },
        new() { Name = StandardRoles.Cashier, Permissions = [SopsPermissions.Answer] },
        new() { Name = StandardRoles.Team, Permissions = [SopsPermissions.Answer] },
    ];
}
