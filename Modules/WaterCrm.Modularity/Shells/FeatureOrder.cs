namespace WaterCrm.Modularity.Shells;

/// <summary>Which features are on, and in which order they start.</summary>
internal static class FeatureOrder
{
    public static IReadOnlyList<FeatureInfo> Of(IEnumerable<ModuleInfo> modules, FeatureChoice choice)
    {
        var known = new Dictionary<string, FeatureInfo>(StringComparer.Ordinal);
        foreach (var feature in modules.SelectMany(m => m.Features))
        {
            if (!known.TryAdd(feature.Id, feature)) throw new ModuleLoadException(feature.Module.Id, $"its feature {feature.Id} is also one of {known[feature.Id].Module.Id}.");
        }

        var ordered = new List<FeatureInfo>();
        var path = new List<FeatureInfo>();
        foreach (var feature in known.Values.Where(f => !f.EnabledByDependencyOnly && choice.IsOn(f))) Visit(feature);
        return ordered;

        void Visit(FeatureInfo feature)
        {
            if (ordered.Contains(feature)) return;
            if (path.Contains(feature)) throw Circle(path.SkipWhile(f => f != feature).Append(feature));

            path.Add(feature);
            foreach (var id in feature.Dependencies)
            {
                if (!known.TryGetValue(id, out var needed)) throw new ModuleLoadException(feature.Module.Id, $"{feature.Id} depends on {id}, which is not there.");
                if (!choice.MayRun(needed)) throw new ModuleLoadException(feature.Module.Id, $"{feature.Id} depends on {id}, which is disabled.");
                Visit(needed);
            }
            path.Remove(feature);
            ordered.Add(feature);
        }
    }

    private static ModuleLoadException Circle(IEnumerable<FeatureInfo> circle)
    {
        var ids = circle.Select(f => f.Id).ToArray();
        return new ModuleLoadException(ids[0], $"its dependencies go round in a circle: {string.Join(" -> ", ids)}.");
    }
}
