using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Sops.Digest;

/// <summary>Whether and when colleagues are written what waits for them.</summary>
[SettingsGroup("task-mail", "Tasks of the day", Help = "Each colleague with an address can be written in the morning what waits for them. It begins when outgoing mail is set up.", Order = 55)]
public sealed record DigestSettings
{
    [Setting("Write every working day what waits")]
    public bool IsWritten { get; init; } = true;

    [Setting("Not before", Unit = "o'clock", Min = 0, Max = 23, Help = "In the time zone of the utility. What could not be written by noon is left until the next day.")]
    public int Hour { get; init; } = 7;

    [Setting("Calendar of working days", Required = true, Options = typeof(CalendarOptions))]
    public string Calendar { get; init; } = "office";
}

internal sealed class CalendarOptions(CalendarCatalog calendars) : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => calendars.All.Select(c => new FieldOption(c.Code, c.Name));
}
