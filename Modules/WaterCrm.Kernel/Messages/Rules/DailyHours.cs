using System.Globalization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>The hours of each day at which something may go out, on the utility's clock.</summary>
/// <param name="From">The first moment of them.</param>
/// <param name="To">The first moment after them; before <paramref name="From"/> where they go over midnight.</param>
internal sealed record DailyHours(TimeOnly From, TimeOnly To)
{
    public bool Holds(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>This moment where it is in the hours, else the next at which they begin; both in UTC.</summary>
    public DateTime Next(DateTime utc, LocalFormat local)
    {
        var wall = local.Local(utc);
        if (Holds(TimeOnly.FromDateTime(wall))) return utc;
        var day = TimeOnly.FromDateTime(wall) < From ? wall.Date : wall.Date.AddDays(1);
        return local.ToUtc(day + From.ToTimeSpan());
    }

    /// <summary>A time of day as people type it, 7:00 or 07:00; null for anything else.</summary>
    public static TimeOnly? Read(string? text) => TimeOnly.TryParseExact(text?.Trim(), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
