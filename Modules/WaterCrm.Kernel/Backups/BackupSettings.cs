using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Backups;

/// <summary>When the system backs itself up. Where to stands in the configuration: whoever may change settings in the browser must not choose where on the machine a copy of everything goes.</summary>
[SettingsGroup("backup", "Backups", Help = "The system makes a backup of itself each day. A copy on another machine or disk is still yours to make.", Order = 35)]
public sealed record BackupSettings
{
    [Setting("Make a backup every day")]
    public bool Daily { get; init; } = true;

    [Setting("Not before", Unit = "o'clock", Min = 0, Max = 23, Help = "In the time zone of the utility. A backup that was missed is made within the hour.")]
    public int Hour { get; init; } = 2;

    [Setting("Daily backups kept", Min = 1, Max = 3650, Help = "Older ones are removed. Those made by hand stay until you remove them.")]
    public int Keep { get; init; } = 7;

    [Setting("The last backup is too old after", Unit = "hours", Min = 1, Max = 8760, Help = "Then the page Health says so.")]
    public int TooOldHours { get; init; } = 48;
}
