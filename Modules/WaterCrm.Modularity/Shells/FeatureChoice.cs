namespace WaterCrm.Modularity.Shells;

/// <summary>Which features should run, as far as each alone can say; what they depend on is another question.</summary>
public sealed class FeatureChoice(ShellSettings settings, ShellPlan plan)
{
    /// <summary>The configuration keeps it off, and no page can change that.</summary>
    public bool IsHeldOff(FeatureInfo feature) => !feature.IsAlwaysEnabled && (settings.Disabled.Contains(feature.Id) || settings.Disabled.Contains(feature.Module.Id));

    /// <summary>Without its module's main feature no other feature of a module runs.</summary>
    public bool IsOn(FeatureInfo feature) =>
        feature.IsAlwaysEnabled || (!IsHeldOff(feature) && Said(feature) && (IsMain(feature) || IsOn(feature.Module.Features[0])));

    /// <summary>It runs as soon as its module does.</summary>
    public bool IsWanted(FeatureInfo feature) => !IsHeldOff(feature) && !feature.EnabledByDependencyOnly && Said(feature);

    /// <summary>Nothing stands against it when another feature needs it.</summary>
    internal bool MayRun(FeatureInfo feature) =>
        feature.EnabledByDependencyOnly ? !IsHeldOff(feature) && (IsMain(feature) || IsOn(feature.Module.Features[0])) : IsOn(feature);

    private bool Said(FeatureInfo feature) =>
        plan.Switched.TryGetValue(feature.Id, out var on) ? on : feature.Module.Origin is not ModuleOrigin.Installed || !IsMain(feature);

    private static bool IsMain(FeatureInfo feature) => feature.Module.Features[0] == feature;
}
