namespace WaterCrm.Modularity.Manifest;

/// <summary>Describes a feature of a module in the module's manifest. A module without one has a single feature of the module's own id.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public class FeatureAttribute : Attribute
{
    /// <summary>The feature's id; for a module, the assembly's name.</summary>
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public string Category { get; set; } = "";

    /// <summary>Ids of features that must be enabled before this one.</summary>
    public string[] Dependencies { get; set; } = [];

    /// <summary>The feature cannot be disabled.</summary>
    public bool IsAlwaysEnabled { get; set; }

    /// <summary>The feature is enabled when another that depends on it is, and cannot be enabled by hand.</summary>
    public bool EnabledByDependencyOnly { get; set; }
}
