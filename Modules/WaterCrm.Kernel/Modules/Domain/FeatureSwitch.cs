namespace WaterCrm.Kernel.Modules.Domain;

/// <summary>A feature that somebody switched on or off. Features without one are as they are delivered.</summary>
internal sealed class FeatureSwitch
{
    /// <summary>Id of the feature, such as <c>WaterCrm.Complaints</c>.</summary>
    public required string Feature { get; init; }

    public bool IsOn { get; set; }
}
