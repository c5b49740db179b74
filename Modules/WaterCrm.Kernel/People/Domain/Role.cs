using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.People.Domain;

/// <summary>A set of permissions that people are given together.</summary>
internal sealed class Role : Entity
{
    private readonly List<RolePermission> permissions = [];

    private Role()
    {
    }

    public Role(Guid id, string name) => (Id, Name, HoldsEverything) = (id, name, name == StandardRoles.Administrator);

    public string Name { get; private set; } = "";

    /// <summary>Needs no list: whatever a module brings, this role may do it.</summary>
    public bool HoldsEverything { get; private set; }

    public IReadOnlyList<RolePermission> Permissions => permissions;

    /// <summary>Gives what a module proposes, once. What an administrator took away stays away.</summary>
    public bool Offer(string permission)
    {
        if (HoldsEverything || permissions.Exists(p => p.Permission == permission)) return false;

        permissions.Add(new RolePermission { RoleId = Id, Permission = permission, IsGranted = true });
        return true;
    }

    public void Withdraw(string permission)
    {
        if (permissions.Find(p => p.Permission == permission) is { } held) held.IsGranted = false;
    }
}

/// <summary>A permission that a role was offered. The row stays when it is withdrawn, so that it is not offered again.</summary>
internal sealed class RolePermission
{
    public Guid RoleId { get; init; }
    public required string Permission { get; init; }
    public bool IsGranted { get; set; }
}
