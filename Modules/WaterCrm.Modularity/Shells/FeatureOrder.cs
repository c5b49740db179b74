namespace WaterCrm.Modularity.Shells;

/// <summary>Which features are on, and in which order they start.</summary>
internal static class FeatureOrder
{
    public static IReadOnlyList<FeatureInfo> Of(IEnumerable<ModuleInfo> modules, IReadOnlySet<string> disabled)
    {
        var known = new Dictionary<string, FeatureInfo>(StringComparer.Ordinal);
        foreach (var feature in modules.SelectMany(m => m.Features))
        {
            if (!known.TryAdd(feature.Id, feature)) throw new ModuleLoadException(feature.Module.Id, $"its feature {feature.Id} is also one of {known[feature.Id].Module.Id}.");
        }

        var ordered = new List<FeatureInfo>();
        var path = new List<FeatureInfo>();
        foreach (var feature in known.Values.Where(f => !f.EnabledByDependencyOnly && (f.IsAlwaysEnabled || !IsLeftOut(f, disabled)))) Visit(feature);
        return ordered;

        void Visit(FeatureInfo feature)
        {
            if (ordered.Contains(feature)) return;
            if (path.Contains(feature)) throw Circle(path.SkipWhile(f => f != feature).Append(feature));

            path.Add(feature);
            foreach (var id in feature.Dependencies)
            {
                if (!known.TryGetValue(id, out var needed)) throw new ModuleLoadException(feature.Module.Id, $"{feature.Id} depends on {id}, which is not there.");
                if (!needed.IsAlwaysEnabled && IsLeftOut(needed, disabled)) throw new ModuleLoadException(feature.Module.Id, $"{feature.Id} depends on {id}, which is disabled.");
                Visit(needed);
            }
            path.Remove(feature);
            ordered.Add(feature);
        }
    }

    /// <summary>Without its module's main feature no other feature of a module runs.</summary>
    private static bool IsLeftOut(FeatureInfo feature, IReadOnlySet<string> disabled) =>
        disabled.Contains(feature.Id) || disabled.Contains(feature.Module.Id);

    private static ModuleLoadException Circle(IEnumerable<FeatureInfo> circle)
    {
        var ids = circle.Select(f => f.Id).ToArray();
        return new ModuleLoadException(ids[0], $"its dependencies go round in a circle: {string.Join(" -> ", ids)}.");
    }
}
