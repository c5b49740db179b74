namespace WaterCrm.Modularity.Shells;

/// <summary>Which features should run, as far as each alone can say; what they depend on is another question.</summary>
public sealed class FeatureChoice(ShellSettings settings, ShellPlan plan)
{
    /// <summary>The configuration keeps it off, and no page can change that.</summary>
    public bool IsHeldOff(FeatureInfo feature) => !IsNeeded(feature) && (settings.Disabled.Contains(feature.Id) || settings.Disabled.Contains(feature.Module.Id));

    /// <summary>Without its module's main feature no other feature of a module runs.</summary>
    public bool IsOn(FeatureInfo feature) =>
        IsNeeded(feature) || (!IsHeldOff(feature) && Said(feature) && (IsMain(feature) || IsOn(feature.Module.Features[0])));

    /// <summary>Without it there is no program, or no page could be shown: the themes that the host names are what pages fall back on.</summary>
    public bool IsNeeded(FeatureInfo feature) => feature.IsAlwaysEnabled || (IsMain(feature) && feature.Module.Theme is not null && (feature.Module.Id == settings.StaffTheme || feature.Module.Id == settings.PublicTheme));

    /// <summary>It runs as soon as its module does.</summary>
    public bool IsWanted(FeatureInfo feature) => !IsHeldOff(feature) && !feature.EnabledByDependencyOnly && Said(feature);

    /// <summary>Nothing stands against it when another feature needs it.</summary>
    internal bool MayRun(FeatureInfo feature) =>
        feature.EnabledByDependencyOnly ? !IsHeldOff(feature) && (IsMain(feature) || IsOn(feature.Module.Features[0])) : IsOn(feature);

    private bool Said(FeatureInfo feature) =>
        plan.Switched.TryGetValue(feature.Id, out var on) ? on : feature.Module.Origin is not ModuleOrigin.Installed || !IsMain(feature);

    private static bool IsMain(FeatureInfo feature) => feature.Module.Features[0] == feature;
}
