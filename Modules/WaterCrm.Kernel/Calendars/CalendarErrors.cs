using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Calendars;

public static class CalendarErrors
{
    public static readonly Error Invalid = new("calendars.invalid", "The calendar cannot be used: its definition has errors.");
}
