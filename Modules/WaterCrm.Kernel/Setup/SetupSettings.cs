using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Setup;

/// <summary>Whether the system was set up, and as what.</summary>
[SettingsGroup("setup", "Set-up", Help = "What a new installation asks first.", Order = 1, Page = "/staff/admin/setup")]
public sealed record SetupSettings
{
    [Setting("Set-up is finished")]
    public bool IsFinished { get; init; }

    /// <summary>People, customers and complaints are made up; every page says so.</summary>
    [Setting("Demonstration")]
    public bool IsDemonstration { get; init; }
}
