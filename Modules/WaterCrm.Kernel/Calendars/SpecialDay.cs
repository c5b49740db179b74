using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Calendars;

/// <summary>Days off by law or custom: one stretch of dates, or the same day every year.</summary>
internal sealed record Holiday(LocalText Name)
{
    public DateOnly From { get; init; } = DateOnly.MinValue;

    public DateOnly To { get; init; } = DateOnly.MaxValue;

    /// <summary>Month and day where the holiday comes back every year between <see cref="From"/> and <see cref="To"/>.</summary>
    public (int Month, int Day)? Every { get; init; }

    /// <summary>Where it falls on a weekly day off, the next working day is off instead.</summary>
    public bool Moves { get; init; }

    /// <summary>Where the dates come from, shown to whoever keeps the calendar.</summary>
    public string? Source { get; init; }

    public IEnumerable<DateOnly> In(int year)
    {
        if (Every is { } day)
        {
            // 29 February exists only in leap years; no other day is invented for it.
            if (day.Day > DateTime.DaysInMonth(year, day.Month)) yield break;
            var date = new DateOnly(year, day.Month, day.Day);
            if (date >= From && date <= To) yield return date;
            yield break;
        }
        for (var date = From; date <= To; date = date.AddDays(1))
        {
            if (date.Year == year) yield return date;
        }
    }
}

/// <summary>A day that works though it would be off, or by other hours than usual.</summary>
internal sealed record MakeUpDay(DateOnly Date, IReadOnlyList<Shift> Hours, LocalText? Name, string? Source);
