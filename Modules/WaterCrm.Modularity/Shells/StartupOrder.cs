using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Modularity.Shells;

internal sealed record FeatureStartup(FeatureInfo Feature, IStartup Startup)
{
    /// <summary>Runs a part of the Startup; what goes wrong there is told with the module's name.</summary>
    public void Run(string step, Action<IStartup> part)
    {
        try
        {
            part(Startup);
        }
        catch (Exception e)
        {
            throw new ModuleLoadException(Feature.Module.Id, $"{Startup.GetType().FullName} failed in {step}: {e.GetType().Name}: {e.Message}", e);
        }
    }
}

/// <summary>The Startup classes of the features that are on: dependencies first; among those that could run next, the lowest Order.</summary>
internal static class StartupOrder
{
    public static IReadOnlyList<FeatureStartup> Of(IReadOnlyList<FeatureInfo> features, IServiceProvider host)
    {
        var on = features.ToDictionary(f => f.Id);
        var waiting = features.SelectMany(f => StartupTypes(f, on).Select(t => Create(f, t, host))).ToList();
        var ordered = new List<FeatureStartup>();
        while (waiting.Count > 0)
        {
            var next = waiting.Where(s => !waiting.Any(other => other != s && MustFollow(s, other, on))).MinBy(s => s.Startup.Order)
                ?? throw new ModuleLoadException(waiting[0].Feature.Module.Id, $"{waiting[0].Startup.GetType().FullName} requires features that in turn depend on it.");
            waiting.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }

    private static IEnumerable<Type> StartupTypes(FeatureInfo feature, Dictionary<string, FeatureInfo> on) =>
        feature.Module.Types.Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IStartup)) && feature.Owns(t))
            .Where(t => Required(t).All(on.ContainsKey));

    private static IEnumerable<string> Required(Type startup) => startup.GetCustomAttribute<RequireFeaturesAttribute>()?.RequiredFeatureNames ?? [];

    private static bool MustFollow(FeatureStartup one, FeatureStartup other, Dictionary<string, FeatureInfo> on) =>
        one.Feature == other.Feature
            ? false
            : one.Feature.Dependencies.Concat(Required(one.Startup.GetType())).Any(id => on[id] == other.Feature || DependsOn(on[id], other.Feature, on));

    private static bool DependsOn(FeatureInfo feature, FeatureInfo other, Dictionary<string, FeatureInfo> on) =>
        feature.Dependencies.Any(id => on[id] == other || DependsOn(on[id], other, on));

    private static FeatureStartup Create(FeatureInfo feature, Type type, IServiceProvider host)
    {
        try
        {
            return new(feature, (IStartup)ActivatorUtilities.CreateInstance(host, type));
        }
        catch (Exception e)
        {
            throw new ModuleLoadException(feature.Module.Id, $"{type.FullName} could not be made: {e.Message}", e);
        }
    }
}
