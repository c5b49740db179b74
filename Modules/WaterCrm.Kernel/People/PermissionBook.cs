using System.Reflection;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.People;

/// <summary>Every permission of the modules that are on, and the roles they propose, module by module.</summary>
internal sealed class PermissionBook(IEnumerable<IPermissionProvider> modules)
{
    public async Task<IReadOnlyList<Permission>> All() => [.. (await ByProvider()).SelectMany(p => p.Permissions)];

    /// <summary>What the modules propose for a role.</summary>
    public IReadOnlySet<string> Proposed(string role) =>
        modules.SelectMany(m => m.GetDefaultStereotypes()).Where(s => s.Name == role).SelectMany(s => s.Permissions).Select(p => p.Name).ToHashSet();

    /// <summary>In the reader's language, the kernel's first.</summary>
    public async Task<IReadOnlyList<PermissionGroup>> Groups(IStringLocalizerFactory words, string nameOfKernel)
    {
        List<PermissionGroup> groups = [];
        foreach (var module in (await ByProvider()).GroupBy(p => p.Module))
        {
            var S = words.Create("", module.Key.GetName().Name!);
            var name = module.Key == typeof(PermissionBook).Assembly ? nameOfKernel : S[module.Key.GetCustomAttribute<ModuleAttribute>()?.Name ?? module.Key.GetName().Name!].Value;
            groups.Add(new PermissionGroup(name, [.. module.SelectMany(p => p.Permissions).Select(p => new PermissionLine(p, S[p.Description], [.. p.ImpliedBy.Select(by => S[by.Description].Value)]))]));
        }

        return groups;
    }

    private async Task<List<(Assembly Module, IReadOnlyList<Permission> Permissions)>> ByProvider()
    {
        List<(Assembly, IReadOnlyList<Permission>)> found = [];
        foreach (var module in modules) found.Add((module.GetType().Assembly, [.. await module.GetPermissionsAsync()]));
        return found;
    }
}

/// <summary>The permissions of one module.</summary>
public sealed record PermissionGroup(string Module, IReadOnlyList<PermissionLine> Lines);

/// <summary>A permission in the reader's language, with what it comes with.</summary>
public sealed record PermissionLine(Permission Permission, string Text, IReadOnlyList<string> ComesWith);
