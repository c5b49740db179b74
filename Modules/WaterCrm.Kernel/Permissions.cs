using WaterCrm.Kernel.People;

namespace WaterCrm.Kernel;

/// <summary>What a role may do with the system itself.</summary>
public sealed class KernelPermissions : IPermissionProvider
{
    public static readonly Permission ManagePeople = new("People.Manage", "Add people, change their roles, deactivate them", isSecurityCritical: true);
    public static readonly Permission ManageRoles = new("Roles.Manage", "Decide what each role may do", isSecurityCritical: true);
    public static readonly Permission ManageApiKeys = new("ApiKeys.Manage", "Let programs of other systems in", isSecurityCritical: true);
    public static readonly Permission ViewPeople = new("People.View", "See who works with the system", [ManagePeople, ManageRoles]);
    public static readonly Permission EnterStaff = new("Staff.Enter", "Enter the pages of the staff");
    public static readonly Permission UseOwnAccount = new("Account.Use", "Look after the own second factor and sessions", [EnterStaff]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() =>
        Task.FromResult<IEnumerable<Permission>>([EnterStaff, UseOwnAccount, ViewPeople, ManagePeople, ManageRoles, ManageApiKeys]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = StandardRoles.Director, Permissions = [EnterStaff, ViewPeople] },
        new() { Name = StandardRoles.HeadOfCustomerCare, Permissions = [EnterStaff, ViewPeople] },
        new() { Name = StandardRoles.CareStaff, Permissions = [EnterStaff] },
        new() { Name = StandardRoles.Cashier, Permissions = [EnterStaff] },
        new() { Name = StandardRoles.Team, Permissions = [EnterStaff] },
        new() { Name = StandardRoles.Webmaster, Permissions = [EnterStaff] },
    ];
}
