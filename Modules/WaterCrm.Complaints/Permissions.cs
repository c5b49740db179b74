using WaterCrm.Modularity.Security;

namespace WaterCrm.Complaints;

public sealed class Permissions : IPermissionProvider
{
    public static readonly Permission View = new("Complaints.View", "See complaints and where they stand");
    public static readonly Permission Record = new("Complaints.Record", "Record complaints at the desk");
    public static readonly Permission Work = new("Complaints.Work", "Work on complaints and add to them");
    public static readonly Permission Reopen = new("Complaints.Reopen", "Take closed complaints up again");
    public static readonly Permission Import = new("Complaints.Import", "Import complaints from other systems");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([View, Record, Work, Reopen, Import]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = "Care staff", Permissions = [View, Record, Work, Reopen] },
        new() { Name = "Cashier", Permissions = [View, Record] },
        new() { Name = "Head of customer care", Permissions = [View, Record, Work, Reopen, Import] },
        new() { Name = "Director", Permissions = [View, Work, Reopen] },
        new() { Name = "Team", Permissions = [View, Work] },
    ];
}
