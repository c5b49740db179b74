using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Settings;

/// <summary>Who may change how the system works.</summary>
public sealed class SettingsPermissions : IPermissionProvider
{
    public static readonly Permission Change = new("Settings.Change", "Change the settings", isSecurityCritical: true);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Change]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
}

internal sealed class SettingsMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Settings"], "95", settings => settings.Id("settings").Url("~/staff/admin/settings").Permission(SettingsPermissions.Change).AddClass("bi-gear").AddClass("go-s"));
        return ValueTask.CompletedTask;
    }
}
