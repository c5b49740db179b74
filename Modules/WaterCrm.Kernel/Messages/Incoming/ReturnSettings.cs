using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>When an address is given up.</summary>
[SettingsGroup("mail-back", "Mail that comes back", Help = "When an address that takes no mail is written to no more.", Order = 32)]
public sealed record ReturnSettings
{
    [Setting("Give an address up after", Unit = "messages", Help = "That came back because there is no such mailbox or no such server. Servers are wrong now and then, so one alone says little.", Min = 1, Max = 20)]
    public int HardReports { get; init; } = 2;

    [Setting("Within", Unit = "days", Min = 1, Max = 3650)]
    public int WithinDays { get; init; } = 30;

    [Setting("At once where the server says plainly that there is no such address", Help = "In the report that programs read (RFC 3464), with a status that begins with 5.1.")]
    public bool AtOnce { get; init; } = true;
}
