using WaterCrm.Kernel.Settings;

namespace WaterCrm.Complaints;

/// <summary>How much the public pages take in, from everybody together.</summary>
[SettingsGroup("complaints", "Complaints", Help = "How many reports and tracking codes the public pages take before they ask to wait.", Order = 50)]
public sealed record ComplaintsSettings
{
    [Setting("Reports in a minute", Help = "A burst main brings thousands; a busy city in a storm more.", Min = 1)]
    public int ReportsPerMinute { get; init; } = 20_000;

    [Setting("Wrong tracking codes in a minute", Help = "Guessing a code is hopeless; this is about the noise.", Min = 1)]
    public int WrongCodesPerMinute { get; init; } = 600;
}
