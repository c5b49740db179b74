namespace WaterCrm.Kernel.Modules;

/// <summary>Who may say which modules run. Both are for administrators alone until somebody decides otherwise.</summary>
public sealed class ModulePermissions : IPermissionProvider
{
    /// <summary>Bringing code into the program: as much as being its administrator on the server.</summary>
    public static readonly Permission Install = new("Modules.Install", "Install, upgrade and remove modules", isSecurityCritical: true);

    public static readonly Permission Switch = new("Modules.Switch", "Switch modules on and off", [Install], isSecurityCritical: true);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Switch, Install]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
}
