using WaterCrm.Modularity.Security;

namespace WaterCrm.Complaints;

public sealed class Permissions : IPermissionProvider
{
    public static readonly Permission View = new("Complaints.View", "See complaints and where they stand");
    public static readonly Permission Record = new("Complaints.Record", "Record complaints at the desk");
    public static readonly Permission Work = new("Complaints.Work", "Work on complaints and add to them");
    public static readonly Permission Close = new("Complaints.Close", "Take closed complaints up again");
    public static readonly Permission Import = new("Complaints.Import", "Import complaints from other systems");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([View, Record, Work, Close, Import]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = "Care staff", Permissions = [View, Record, Work, Close] },
        new() { Name = "Head of customer care", Permissions = [View, Record, Work, Close, Import] },
        new() { Name = "Director", Permissions = [View, Work, Close] },
        new() { Name = "Team", Permissions = [View, Work] },
    ];
}
