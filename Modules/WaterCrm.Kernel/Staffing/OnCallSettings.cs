using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Staffing;

/// <summary>How people on call are called.</summary>
[SettingsGroup("on-call", "On call", Help = "How people on call are called.", Order = 50)]
public sealed record OnCallSettings
{
    [Setting("Whoever is called must acknowledge within", Unit = "minutes", Help = "After that the next is called.", Min = 1, Max = 120)]
    public int AcknowledgeMinutes { get; init; } = 5;

    internal TimeSpan Patience => TimeSpan.FromMinutes(AcknowledgeMinutes);
}
