using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Data.Outbox;

/// <summary>What the system throws away by itself, and when.</summary>
[SettingsGroup("upkeep", "Upkeep", Help = "How long the system keeps what it needs for itself only.", Order = 90)]
public sealed record UpkeepSettings
{
    [Setting("Events that every module was told of are kept for", Unit = "days", Min = 1, Max = 3650)]
    public int KeepEventsDays { get; init; } = 30;
}
