using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Modules.Domain;

/// <summary>A feature that somebody switched on or off. Features without one are as they are delivered.</summary>
internal sealed class FeatureSwitch : Entity
{
    private FeatureSwitch()
    {
    }

    public FeatureSwitch(Guid id, string feature, bool isOn) => (Id, Feature, IsOn) = (id, feature, isOn);

    /// <summary>Id of the feature, such as <c>WaterCrm.Complaints</c>.</summary>
    public string Feature { get; private init; } = "";

    public bool IsOn { get; internal set; }
}
