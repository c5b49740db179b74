namespace WaterCrm.Modularity.Security;

/// <summary>Something a role may be allowed to do. Names are <c>Module.Verb</c>.</summary>
public sealed class Permission(string name, string description, IEnumerable<Permission>? impliedBy = null, bool isSecurityCritical = false)
{
    public Permission(string name) : this(name, "")
    {
    }

    public string Name { get; } = name;
    public string Description { get; } = description;

    /// <summary>Whoever has one of these has this one too.</summary>
    public IEnumerable<Permission> ImpliedBy { get; } = impliedBy ?? [];

    /// <summary>Whoever is given it could take over the system.</summary>
    public bool IsSecurityCritical { get; } = isSecurityCritical;
}

/// <summary>A role as a module proposes it, with the permissions it starts with.</summary>
public sealed class PermissionStereotype
{
    public required string Name { get; init; }
    public IEnumerable<Permission> Permissions { get; init; } = [];
}

/// <summary>Lists a module's permissions and the roles that start with them.</summary>
public interface IPermissionProvider
{
    Task<IEnumerable<Permission>> GetPermissionsAsync();

    IEnumerable<PermissionStereotype> GetDefaultStereotypes();
}
