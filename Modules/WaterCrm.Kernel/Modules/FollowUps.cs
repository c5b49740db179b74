using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>What switching features brings with it: what they need comes on, what needs them goes off.</summary>
/// <param name="On">Features that go on, those that were asked for and those they need.</param>
/// <param name="Off">Features that go off, those that were asked for and those that need them.</param>
public sealed record FollowUps(IReadOnlyList<FeatureInfo> On, IReadOnlyList<FeatureInfo> Off)
{
    /// <summary>The plan after it. What goes off only because the rest of its module does is not switched: it comes on again with it.</summary>
    public ShellPlan After(ShellPlan plan) => plan.With(On.Select(f => f.Id), Off.Where(f => f == f.Module.Features[0] || !Off.Contains(f.Module.Features[0])).Select(f => f.Id));

    public static Result<FollowUps> Of(ModuleCatalog catalog, FeatureChoice choice, PageThemes themes, IEnumerable<string> on, IEnumerable<string> off)
    {
        (on, off) = ([.. on], [.. off]);
        if (on.Intersect(off).FirstOrDefault() is { } asked) return ModuleErrors.Both.With(catalog.Feature(asked)?.Name ?? asked);

        var search = new Search(catalog, choice, themes);
        foreach (var id in on)
            if (search.TurnOn(id) is { } refused) return refused;
        foreach (var id in off)
            if (search.TurnOff(id) is { } refused) return refused;
        return search.On.Intersect(search.Off).FirstOrDefault() is { } both ? ModuleErrors.Both.With(both.Name) : new FollowUps(search.On, search.Off);
    }

    private sealed class Search(ModuleCatalog catalog, FeatureChoice choice, PageThemes themes)
    {
        private readonly Dictionary<string, FeatureInfo> known = catalog.Modules.SelectMany(m => m.Features).ToDictionary(f => f.Id);

        public List<FeatureInfo> On { get; } = [];

        public List<FeatureInfo> Off { get; } = [];

        public Error? TurnOn(string id)
        {
            if (!known.TryGetValue(id, out var feature)) return ModuleErrors.Unknown.With(id);
            if (choice.IsHeldOff(feature)) return ModuleErrors.HeldOff.With(feature.Name);
            return feature.EnabledByDependencyOnly ? ModuleErrors.ByDependencyOnly.With(feature.Name) : Add(feature, []);
        }

        public Error? TurnOff(string id)
        {
            if (!known.TryGetValue(id, out var feature)) return ModuleErrors.Unknown.With(id);
            if (feature.IsAlwaysEnabled) return ModuleErrors.AlwaysOn.With(feature.Name);
            if (feature.EnabledByDependencyOnly) return ModuleErrors.ByDependencyOnly.With(feature.Name);
            if (choice.IsNeeded(feature)) return ModuleErrors.Worn.With(feature.Name);
            Remove(feature);
            return Off.FirstOrDefault(f => f.Module.Theme is not null && (f.Module.Id == themes.Staff || f.Module.Id == themes.Public)) is { } worn ? ModuleErrors.Worn.With(worn.Name) : null;
        }

        private Error? Add(FeatureInfo feature, HashSet<FeatureInfo> path)
        {
            if (!path.Add(feature)) return ModuleErrors.Circle.With(feature.Name);
            foreach (var id in Needs(feature))
            {
                if (!known.TryGetValue(id, out var needed)) return ModuleErrors.Missing.With(feature.Name, id);
                if (choice.IsHeldOff(needed)) return ModuleErrors.HeldOff.With(needed.Name);
                if (Add(needed, path) is { } refused) return refused;
            }

            path.Remove(feature);
            if (feature.EnabledByDependencyOnly || choice.IsOn(feature) || On.Contains(feature)) return null;
            On.Add(feature);
            return feature == feature.Module.Features[0] ? feature.Module.Features.Skip(1).Where(choice.IsWanted).Select(part => Add(part, path)).FirstOrDefault(refused => refused is not null) : null;
        }

        private void Remove(FeatureInfo feature)
        {
            if (Off.Contains(feature) || choice.IsNeeded(feature) || !IsOn(feature)) return;
            Off.Add(feature);
            foreach (var dependent in known.Values.Where(f => Needs(f).Contains(feature.Id))) Remove(dependent);
        }

        private bool IsOn(FeatureInfo feature) => feature.EnabledByDependencyOnly || choice.IsOn(feature);

        /// <summary>A feature of a module needs the module's main one.</summary>
        private static IEnumerable<string> Needs(FeatureInfo feature) =>
            feature.Module.Features[0] == feature ? feature.Dependencies : feature.Dependencies.Prepend(feature.Module.Features[0].Id).Distinct();
    }
}
