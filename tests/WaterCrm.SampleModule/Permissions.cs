namespace WaterCrm.SampleModule;

public sealed class Permissions : IPermissionProvider
{
    public static readonly Permission TakeUp = new("Suggestions.TakeUp", "Take up suggestions");
    public static readonly Permission Read = new("Suggestions.Read", "Read suggestions", [TakeUp]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Read, TakeUp]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = "Care staff", Permissions = [Read] }, new() { Name = "Head of customer care", Permissions = [TakeUp] }];
}
