namespace WaterCrm.Customers;

public sealed class CustomersPermissions : IPermissionProvider
{
    public static readonly Permission Edit = new("Customers.Edit", "Record and change customers, premises and contacts");
    public static readonly Permission View = new("Customers.View", "See customers and their contacts", [Edit]);
    public static readonly Permission EditZones = new("Customers.EditZones", "Record and change supply areas");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([View, Edit, EditZones]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = "Care staff", Permissions = [View, Edit] },
        new() { Name = "Cashier", Permissions = [View, Edit] },
        new() { Name = "Head of customer care", Permissions = [View, Edit, EditZones] },
        new() { Name = "Director", Permissions = [View] },
        new() { Name = "Team", Permissions = [View] },
    ];
}
