using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Files;

/// <summary>How long files stay that nobody needs any more.</summary>
[SettingsGroup("storage", "Storage", Help = "How long files stay that nobody needs any more.", Order = 40)]
public sealed record StorageSettings
{
    [Setting("Keep unused files for", Unit = "hours", Min = 1, Max = 720, Help = "A photo that came with a report that was refused or sent twice.")]
    public int KeepUnusedHours { get; init; } = 24;

    [Setting("Keep the files of an import for", Unit = "days", Min = 1, Max = 3650, Help = "Counted from its end: the file, its map and the rows that were refused.")]
    public int KeepJobFilesDays { get; init; } = 30;
}
