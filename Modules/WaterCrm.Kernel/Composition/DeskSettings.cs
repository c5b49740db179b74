using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Composition;

/// <summary>What holds for all pages of the staff.</summary>
[SettingsGroup("desk", "Staff pages", Help = "What holds for all pages of the staff.", Order = 40)]
public sealed record DeskSettings
{
    [Setting("Numbers in the menu are counted again after", Unit = "seconds", Help = "For each person. With 0 every page counts.", Min = 0, Max = 300)]
    public int MenuSeconds { get; init; } = 5;
}
