using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Calendars;

/// <summary>
/// Working hours, breaks, holidays and make-up days in one time zone, and the arithmetic over them. Immutable, knows no clock.
/// A moment is working time when the clock on the wall shows a minute of a shift, so a change to or from summer time inside a shift
/// shortens or lengthens it as it does for the people on duty.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly CalendarDays days;

    internal WorkingCalendar(string code, LocalText name, CalendarDays days) => (Code, Name, this.days) = (code, name, days);

    public string Code { get; }

    public LocalText Name { get; }

    public TimeZoneInfo Zone => days.Zone;

    /// <summary>Reads a definition (docs/schemas/calendar.schema.json); the refusal names every error at its place.</summary>
    public static Result<WorkingCalendar> Parse(string json) => CalendarDefinition.Parse(json);

    /// <summary>
    /// When a period that starts now is over. Minutes and hours run round the clock; working minutes and hours run while the calendar works.
    /// <para>
    /// Working days end with the last shift of the n-th working day, counted from the day after the start. That is how the civil codes of
    /// the countries this product was made for reckon a period of days: the day on which it begins is not counted (Vietnam, Civil Code 2015,
    /// art. 147; China, Civil Code 2020, art. 201), it never ends on a day off (art. 148; art. 203), and where there are business hours it ends
    /// with them (art. 203). Zero working days end with the first shift end that is still to come on a working day.
    /// </para>
    /// </summary>
    public DateTime DueAfter(DateTime startUtc, Duration duration)
    {
        var start = Utc(startUtc);
        return duration.Unit switch
        {
            DurationUnit.Minutes or DurationUnit.Hours => start + duration.Length,
            DurationUnit.WorkingDays => EndOfDay(start, duration.Amount),
            _ => EndOfHours(start, duration.Length),
        };
    }

    /// <summary>Working time from one moment to the other; negative where the second is the earlier one, as happens in imported history.</summary>
    public TimeSpan WorkingTimeBetween(DateTime fromUtc, DateTime toUtc)
    {
        var (from, to) = (Utc(fromUtc), Utc(toUtc));
        if (to < from) return -WorkingTimeBetween(to, from);

        var ticks = 0L;
        foreach (var stretch in days.From(from))
        {
            if (stretch.From >= to) break;
            if (stretch.Counts) ticks += ((stretch.To < to ? stretch.To : to) - stretch.From).Ticks;
        }
        return TimeSpan.FromTicks(ticks);
    }

    /// <summary>The arithmetic behind <see cref="DueAfter"/>: lines without a gap from the start to the due time.</summary>
    public IReadOnlyList<CalendarLine> Explain(DateTime startUtc, Duration duration)
    {
        var (start, due) = (Utc(startUtc), DueAfter(startUtc, duration));
        return duration.Unit switch
        {
            DurationUnit.Minutes or DurationUnit.Hours => [new(start, due, due - start, CalendarReason.RoundTheClock)],
            DurationUnit.WorkingDays => [.. CalendarLines.ByDay(days.Between(start, due), days.LocalDay(start), countsFirst: duration.Amount == 0)],
            _ => Explain(start, due),
        };
    }

    /// <summary>The arithmetic behind <see cref="WorkingTimeBetween"/>: lines without a gap, whose counted times add up to the answer.</summary>
    public IReadOnlyList<CalendarLine> Explain(DateTime fromUtc, DateTime toUtc)
    {
        var (from, to) = (Utc(fromUtc), Utc(toUtc));
        return [.. CalendarLines.ByHour(to < from ? days.Between(to, from) : days.Between(from, to))];
    }

    /// <summary>Whether the calendar works at this moment.</summary>
    public bool WorksAt(DateTime momentUtc) => days.From(Utc(momentUtc)).First().Counts;

    private DateTime EndOfHours(DateTime start, TimeSpan left)
    {
        if (left == TimeSpan.Zero) return start;
        foreach (var stretch in days.From(start))
        {
            if (!stretch.Counts) continue;
            if (stretch.To - stretch.From >= left) return stretch.From + left;
            left -= stretch.To - stretch.From;
        }
        throw new InvalidOperationException("Stretches never end.");
    }

    private DateTime EndOfDay(DateTime start, int count)
    {
        var day = days.LocalDay(start);
        if (count == 0 && days.Works(day) && days.EndOf(day) is var today && today >= start) return today;
        for (var left = Math.Max(count, 1); left > 0;)
        {
            day = days.NextWorkingDay(day);
            left--;
        }
        return days.EndOf(day);
    }

    /// <summary>Databases hand back UTC without saying so; a local time here is a bug.</summary>
    private static DateTime Utc(DateTime moment) => moment.Kind is DateTimeKind.Local
        ? throw new ArgumentException("A calendar counts in UTC.", nameof(moment))
        : DateTime.SpecifyKind(moment, DateTimeKind.Utc);
}
