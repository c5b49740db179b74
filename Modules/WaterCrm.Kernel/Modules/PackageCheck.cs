using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>Whether a package that is right in itself fits what is here.</summary>
internal sealed class PackageCheck(ShellHost shells, InstalledModules installed)
{
    private ModuleCatalog Catalog => shells.Current.Catalog;   // not that of the request: while it waited for its turn a module may have come or gone

    /// <returns>The version that is here; null where the module is new.</returns>
    /// <exception cref="ChangeRefused">It does not fit.</exception>
    public string? Fits(PackageManifest package, ShellPlan plan)
    {
        var here = Catalog.Find(package.Id);
        if (here is { ShipsWithHost: true } || (here is not null && here.Id != package.Id)) throw new ChangeRefused(ModuleErrors.Taken.With(package.Id));

        if (installed.Begun.GetValueOrDefault(package.Id) is { } begun && begun != package.Version) throw new ChangeRefused(ModuleErrors.Unfinished.With(package.Name, begun));

        var before = plan.Installed.GetValueOrDefault(package.Id) ?? here?.Manifest.Version;
        if (before is not null && PackageVersion.TryRead(before, out var old) && PackageVersion.TryRead(package.Version, out var next))
        {
            if (next == old) throw new ChangeRefused(ModuleErrors.SameVersion.With(package.Name, before));
            if (next < old) throw new ChangeRefused(ModuleErrors.OlderVersion.With(package.Name, before, package.Version));
        }

        foreach (var feature in package.Features)
            if (Catalog.Feature(feature) is { } other && other.Module.Id != package.Id) throw new ChangeRefused(ModuleErrors.FeatureTaken.With(feature, other.Module.Id));
        var known = Catalog.Modules.Where(m => m.Id != package.Id).SelectMany(m => m.Features).Select(f => f.Id).Concat(package.Features).ToHashSet();
        if (package.Dependencies.FirstOrDefault(d => !known.Contains(d)) is { } missing) throw new ChangeRefused(ModuleErrors.Missing.With(package.Name, missing));
        if (package.Dependencies.Contains(package.Id) || package.Dependencies.Any(d => Needs(d, package.Id, []))) throw new ChangeRefused(ModuleErrors.Circle.With(package.Name));
        return before;
    }

    /// <summary>All features that have to be on for it.</summary>
    public IReadOnlySet<string> NeededBy(PackageManifest package)
    {
        HashSet<string> needed = [];
        foreach (var dependency in package.Dependencies) Collect(dependency, needed);
        return needed;
    }

    private void Collect(string feature, HashSet<string> needed)
    {
        if (!needed.Add(feature)) return;
        foreach (var further in Catalog.Feature(feature)?.Dependencies ?? []) Collect(further, needed);
    }

    private bool Needs(string feature, string what, HashSet<string> seen) =>
        seen.Add(feature) && Catalog.Feature(feature) is { } there && there.Dependencies.Any(d => d == what || Needs(d, what, seen));
}
