using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel;

/// <summary>Who may import files; what may be imported is a permission of the module that owns it.</summary>
public sealed class ImportPermissions : IPermissionProvider
{
    public static readonly Permission Run = new("Imports.Run", "Import files of other systems");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Run]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = "Head of customer care", Permissions = [Run] }];
}

internal sealed class ImportMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Imports"], "80", imports => imports.Id("imports").Url("~/staff/imports").Permission(ImportPermissions.Run).AddClass("bi-box-arrow-in-down").AddClass("go-m"));
        return ValueTask.CompletedTask;
    }
}
