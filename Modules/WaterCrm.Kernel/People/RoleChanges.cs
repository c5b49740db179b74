using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People;

internal static class RoleChanges
{
    public const string Property = "Roles";

    /// <summary>The audit follows records; which roles a person has stands between two of them, so it is told by name.</summary>
    public static void RolesChanged(this CommandScope command, Guid person, IEnumerable<Role> before, IEnumerable<Role> now) =>
        command.Changed(new EntityChange(nameof(Person), person, Property, new Dictionary<string, string?[]> { [Property] = [Names(before), Names(now)] }));

    /// <summary>What a role was given and what was taken from it.</summary>
    public static void PermissionsChanged(this CommandScope command, Guid role, IReadOnlyCollection<string> given, IReadOnlyCollection<string> taken) =>
        command.Changed(new EntityChange(nameof(Role), role, "Permissions", new Dictionary<string, string?[]> { ["Given"] = [null, string.Join(", ", given)], ["Taken"] = [string.Join(", ", taken), null] }));

    private static string Names(IEnumerable<Role> roles) => string.Join(", ", roles.Select(r => r.Name).Order(StringComparer.Ordinal));
}
