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

    /// <summary>Whoever has this role is led to set up a second factor at the next sign-in.</summary>
    public bool DemandsSecondFactor { get; private set; }

    public IReadOnlyList<RolePermission> Permissions => permissions;

    /// <summary>The product comes with it. Modules and procedures call it by its name, so it keeps the name and stays.</summary>
    public bool IsStandard => StandardRoles.All.Contains(Name);

    public IEnumerable<string> Granted => permissions.Where(p => p.IsGranted).Select(p => p.Permission);

    /// <summary>Gives what a module proposes, once. What an administrator took away stays away.</summary>
    public bool Offer(string permission)
    {
        if (HoldsEverything || permissions.Exists(p => p.Permission == permission)) return false;

        permissions.Add(new RolePermission { RoleId = Id, Permission = permission, IsGranted = true });
        return true;
    }

    public void Rename(string name) => Name = name.Trim();

    public void DemandSecondFactor(bool demanded) => DemandsSecondFactor = demanded;

    /// <summary>Gives back what an administrator took away, or something the module never proposed.</summary>
    public void Grant(string permission)
    {
        if (!Offer(permission) && permissions.Find(p => p.Permission == permission) is { } held) held.IsGranted = true;
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
