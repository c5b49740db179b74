using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;

namespace WaterCrm.Kernel;

/// <summary>Teams, shifts and absences.</summary>
public sealed class StaffingPermissions : IPermissionProvider
{
    public static readonly Permission Manage = new("Staffing.Manage", "Manage teams, shifts, the roster and absences of others");
    public static readonly Permission View = new("Staffing.View", "See teams, shifts and who is away", [Manage]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Manage, View]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = StandardRoles.Director, Permissions = [View] },
        new() { Name = StandardRoles.HeadOfCustomerCare, Permissions = [Manage, View] },
        new() { Name = StandardRoles.CareStaff, Permissions = [View] },
        new() { Name = StandardRoles.Cashier, Permissions = [View] },
        new() { Name = StandardRoles.Team, Permissions = [View] },
        new() { Name = StandardRoles.Webmaster, Permissions = [View] },
    ];
}

internal sealed class StaffingMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Teams"], "88", teams => teams.Id("teams").Url("~/staff/teams").Permission(StaffingPermissions.View).AddClass("bi-people")
            .Add(S["Roster"], "1", roster => roster.Id("roster").Url("~/staff/roster").Permission(StaffingPermissions.View))
            .Add(S["On call"], "2", calls => calls.Id(Staffing.CallCount.Entry).Url("~/staff/on-call").Permission(StaffingPermissions.View))
            .Add(S["Absences"], "3", absences => absences.Id("absences").Url("~/staff/absences").Permission(StaffingPermissions.View))
            .Add(S["Branches"], "4", branches => branches.Id("branches").Url("~/staff/branches").Permission(StaffingPermissions.View)));
        return ValueTask.CompletedTask;
    }
}
