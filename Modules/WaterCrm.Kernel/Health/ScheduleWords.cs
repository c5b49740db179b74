using System.Globalization;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Health;

/// <summary>Says in words when a background task runs. What it cannot say, the five fields beside it do.</summary>
public static class ScheduleWords
{
    /// <param name="schedule">Five fields, in UTC.</param>
    /// <param name="next">Its next time in UTC, to say the time of day in the utility's zone.</param>
    /// <param name="S">The kernel's words.</param>
    /// <param name="show">The utility's zone.</param>
    public static string Of(string schedule, DateTime? next, IStringLocalizer S, LocalFormat show) => schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["*", "*", "*", "*", "*"] => S["every minute"],
        [['*', '/', .. var minutes], "*", "*", "*", "*"] => S["every {0} minutes", minutes],
        [var minute, "*", "*", "*", "*"] when IsNumber(minute) => S["every hour"],
        [var minute, var hour, "*", "*", "*"] when IsNumber(minute) && IsNumber(hour) && next is { } at => S["every day at {0}", show.Time(at)],
        [var minute, var hour, "*", "*", var day] when IsNumber(minute) && IsNumber(hour) && IsNumber(day) && next is { } at =>
            S["every week on {0} at {1}", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(show.Local(at).DayOfWeek), show.Time(at)],
        _ => S["at special times"],
    };

    private static bool IsNumber(string field) => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
