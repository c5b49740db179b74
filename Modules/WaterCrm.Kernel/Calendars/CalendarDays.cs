using System.Collections.Concurrent;
using System.Collections.Frozen;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Calendars;

/// <summary>A stretch of UTC time within one local day, with the reason why it counts or not.</summary>
internal readonly record struct Stretch(DateTime From, DateTime To, DateOnly Day, CalendarReason Why, LocalText? Name)
{
    public bool Counts => Why is CalendarReason.Working or CalendarReason.MakeUpDay;
}

/// <summary>What each day of a calendar is, and its hours as stretches of UTC time.</summary>
internal sealed class CalendarDays(TimeZoneInfo zone, FrozenDictionary<DayOfWeek, IReadOnlyList<Shift>> week, IReadOnlyList<Holiday> holidays, FrozenDictionary<DateOnly, MakeUpDay> makeUpDays)
{
    /// <summary>A calendar that does not work for so long never will: a definition of nothing but holidays must not hang the caller.</summary>
    private const int LongestIdle = 400;

    private readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, LocalText>> daysOff = new();

    public TimeZoneInfo Zone => zone;

    public DateOnly LocalDay(DateTime utc) => DateOnly.FromDateTime(utc + zone.GetUtcOffset(utc));

    public bool Works(DateOnly day) => HoursOf(day).Count > 0;

    public DateOnly NextWorkingDay(DateOnly day)
    {
        for (var idle = 0; idle < LongestIdle; idle++)
        {
            day = day.AddDays(1);
            if (Works(day)) return day;
        }
        throw Idle(day);
    }

    /// <summary>The end of the day's last shift.</summary>
    public DateTime EndOf(DateOnly day)
    {
        var midnight = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);
        return From(midnight - zone.GetUtcOffset(midnight) - TimeSpan.FromHours(3))
            .TakeWhile(s => s.Day <= day || s.From < midnight - zone.GetUtcOffset(midnight) + TimeSpan.FromHours(24))
            .Last(s => s.Day == day && (s.Counts || !Works(day))).To;
    }

    /// <summary>The stretches from one moment to another, cut at both ends.</summary>
    public IEnumerable<Stretch> Between(DateTime from, DateTime to)
    {
        foreach (var stretch in From(from))
        {
            if (stretch.From >= to) yield break;
            yield return stretch.To <= to ? stretch : stretch with { To = to };
        }
    }

    /// <summary>All stretches from a moment on, without gaps and without end; throws where the calendar stops working for good.</summary>
    public IEnumerable<Stretch> From(DateTime start)
    {
        var (at, worked) = (start, start);
        while (true)
        {
            // One piece is the rest of a local day, or less where the zone changes its offset within it.
            var offset = zone.GetUtcOffset(at);
            var local = at + offset;
            var day = DateOnly.FromDateTime(local);
            var midnight = local.Date.AddDays(1);
            var end = OffsetHolds(at, DateTime.SpecifyKind(midnight - offset, DateTimeKind.Utc), offset);

            foreach (var part in PartsOf(day))
            {
                var from = DateTime.SpecifyKind(local.Date.AddMinutes(part.Start) - offset, DateTimeKind.Utc);
                var to = DateTime.SpecifyKind(local.Date.AddMinutes(part.End) - offset, DateTimeKind.Utc);
                if (from < at) from = at;
                if (to > end) to = end;
                if (from < to) yield return new(from, to, day, part.Why, part.Name);
            }

            if (Works(day)) worked = end;
            else if (end - worked > TimeSpan.FromDays(LongestIdle)) throw Idle(day);
            at = end;
        }
    }

    /// <summary>The end of the stretch, or the moment before it at which the zone's offset changes.</summary>
    private DateTime OffsetHolds(DateTime from, DateTime to, TimeSpan offset)
    {
        if (zone.GetUtcOffset(to.AddTicks(-1)) == offset) return to;

        var (same, changed) = (from.Ticks, to.Ticks);
        while (changed - same > 1)
        {
            var middle = same + (changed - same) / 2;
            if (zone.GetUtcOffset(new DateTime(middle, DateTimeKind.Utc)) == offset) same = middle;
            else changed = middle;
        }
        return new DateTime(changed, DateTimeKind.Utc);
    }

    private IReadOnlyList<Shift> HoursOf(DateOnly day) =>
        makeUpDays.TryGetValue(day, out var special) ? special.Hours
        : DaysOff(day.Year).ContainsKey(day) ? []
        : week[day.DayOfWeek];

    /// <summary>The whole day in minutes, each part with its reason.</summary>
    private IEnumerable<(int Start, int End, CalendarReason Why, LocalText? Name)> PartsOf(DateOnly day)
    {
        var special = makeUpDays.GetValueOrDefault(day);
        var shifts = HoursOf(day);
        if (shifts.Count == 0)
        {
            var name = special?.Name ?? DaysOff(day.Year).GetValueOrDefault(day);
            yield return (0, Shift.DayMinutes, name is null ? CalendarReason.DayOff : CalendarReason.Holiday, name);
            yield break;
        }

        var at = 0;
        foreach (var shift in shifts)
        {
            if (shift.StartMinute > at) yield return (at, shift.StartMinute, at == 0 ? CalendarReason.OutsideHours : CalendarReason.Break, null);
            yield return (shift.StartMinute, shift.EndMinute, special is null ? CalendarReason.Working : CalendarReason.MakeUpDay, special?.Name);
            at = shift.EndMinute;
        }
        if (at < Shift.DayMinutes) yield return (at, Shift.DayMinutes, CalendarReason.OutsideHours, null);
    }

    /// <summary>The holidays of a year with the days in lieu; kept, as every due time asks for them.</summary>
    private FrozenDictionary<DateOnly, LocalText> DaysOff(int year) => daysOff.GetOrAdd(year, FindDaysOff);

    private FrozenDictionary<DateOnly, LocalText> FindDaysOff(int year)
    {
        var off = new Dictionary<DateOnly, LocalText>();
        // The year before may push a day in lieu into this one, and the year after may already hold the day it would land on.
        for (var near = Math.Max(year - 1, 1); near <= Math.Min(year + 1, 9999); near++)
        {
            foreach (var holiday in holidays)
            {
                foreach (var date in holiday.In(near)) off.TryAdd(date, holiday.Name);
            }
        }

        var moving = holidays.Where(h => h.Moves).SelectMany(h => Enumerable.Range(year - 1, 2).Where(y => y > 0).SelectMany(h.In), (h, date) => (h.Name, Date: date));
        foreach (var (name, date) in moving.Where(m => week[m.Date.DayOfWeek].Count == 0).OrderBy(m => m.Date).ToList())
        {
            for (var inLieu = date.AddDays(1); inLieu.DayNumber - date.DayNumber < 60; inLieu = inLieu.AddDays(1))
            {
                if (week[inLieu.DayOfWeek].Count == 0 || !off.TryAdd(inLieu, name)) continue;
                break;
            }
        }
        return off.Where(d => d.Key.Year == year).ToFrozenDictionary();
    }

    private static InvalidOperationException Idle(DateOnly day) => new($"The calendar has no working time in the {LongestIdle} days before {day:O}.");
}
