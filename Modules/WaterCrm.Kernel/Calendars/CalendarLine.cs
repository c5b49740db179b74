using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Calendars;

/// <summary>Why a stretch of time counts or does not.</summary>
public enum CalendarReason
{
    /// <summary>Counted round the clock.</summary>
    RoundTheClock,

    /// <summary>Working hours: counted.</summary>
    Working,

    /// <summary>Working hours of a day that is normally off or has other hours: counted.</summary>
    MakeUpDay,

    /// <summary>Between two shifts of one day.</summary>
    Break,

    /// <summary>Before the first or after the last shift of a working day.</summary>
    OutsideHours,

    /// <summary>A day of the week that does not work.</summary>
    DayOff,

    /// <summary>A holiday; its name stands beside it.</summary>
    Holiday,

    /// <summary>The rest of the day on which a period of working days starts: by rule it is not counted.</summary>
    FirstDay,

    /// <summary>One whole working day, counted as a day.</summary>
    WorkingDay,
}

/// <summary>One line of the arithmetic behind a due time: from, to, what of it counts, and why.</summary>
/// <param name="Counted">Time of the stretch that counts.</param>
/// <param name="Name">Name of the holiday or make-up day.</param>
/// <param name="Days">Working days counted, where days are counted.</param>
public sealed record CalendarLine(DateTime FromUtc, DateTime ToUtc, TimeSpan Counted, CalendarReason Why, LocalText? Name = null, int Days = 0)
{
    public int CountedMinutes => (int)Counted.TotalMinutes;
}
