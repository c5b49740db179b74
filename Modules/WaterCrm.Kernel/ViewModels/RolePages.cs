using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>All roles across, all permissions down.</summary>
public sealed record RolesPage(IReadOnlyList<RoleShown> Roles, IReadOnlyList<PermissionGroup> Groups);

public sealed record RoleForm
{
    public string? Name { get; init; }
    public Guid? CopyOf { get; init; }

    /// <summary>The roles there are to copy.</summary>
    internal IReadOnlyList<RoleShown> Known { get; init; } = [];
}

/// <summary>What a role is to be allowed, first to be looked at and then to be done.</summary>
public sealed record RoleChange
{
    public int Version { get; init; }
    public string[] Granted { get; init; } = [];
    public bool DemandsSecondFactor { get; init; }
    public bool Confirmed { get; init; }
}

public sealed record RolePage(RoleShown Role, IReadOnlyList<PermissionGroup> Groups)
{
    public IReadOnlySet<string> Chosen { get; init; } = Role.Granted.ToHashSet();
    public bool DemandsSecondFactor { get; init; } = Role.DemandsSecondFactor;
    public IEnumerable<PermissionLine> Lines => Groups.SelectMany(g => g.Lines);

    /// <summary>Whether a role with these permissions has this one, itself or by another.</summary>
    public static bool Holds(IReadOnlySet<string> granted, Permission permission) => granted.Contains(permission.Name) || permission.ImpliedBy.Any(by => Holds(granted, by));
}

/// <summary>What follows from a change of a role, before it is done.</summary>
public sealed record RoleChangePage(RolePage Page, string Title, string Button)
{
    /// <summary>A permission counts as given where it was not held before, directly or through another.</summary>
    public IReadOnlyList<PermissionLine> Given { get; } = Difference(Page, before: true);
    public IReadOnlyList<PermissionLine> Taken { get; } = Difference(Page, before: false);

    /// <summary>Nobody could come in with this role alone.</summary>
    public bool ShutsOut => Taken.Any(l => l.Permission.Name == KernelPermissions.EnterStaff.Name);

    private static List<PermissionLine> Difference(RolePage page, bool before)
    {
        var granted = page.Role.Granted.ToHashSet();
        return [.. page.Lines.Where(l => RolePage.Holds(granted, l.Permission) != before && RolePage.Holds(page.Chosen, l.Permission) == before)];
    }
}

public sealed record DeleteRolePage(RoleShown Role, IReadOnlyList<RoleShown> Others)
{
    public Guid? Instead { get; init; }
}

/// <param name="Keys">The newest first.</param>
/// <param name="Words">What each permission allows, in the reader's language.</param>
public sealed record ApiKeysPage(IReadOnlyList<ApiKeyRow> Keys, IReadOnlyDictionary<string, string> Words)
{
    /// <summary>What a key may do; the name of a permission whose module is off.</summary>
    public string Says(ApiKeyRow key) => string.Join(" · ", key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => Words.GetValueOrDefault(s, s)));
}

public sealed record ApiKeyForm
{
    public string? Name { get; init; }

    /// <summary>The last day on which it works, in the utility's zone.</summary>
    public DateOnly? Until { get; init; }

    public string[] Scopes { get; init; } = [];

    internal IReadOnlyList<PermissionGroup> Groups { get; init; } = [];
}
