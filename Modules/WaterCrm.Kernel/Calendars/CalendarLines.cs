namespace WaterCrm.Kernel.Calendars;

/// <summary>Turns stretches into the lines a person reads: neighbours with the same reason become one line.</summary>
internal static class CalendarLines
{
    public static IEnumerable<CalendarLine> ByHour(IEnumerable<Stretch> stretches) =>
        Merge(stretches.Select(s => new CalendarLine(s.From, s.To, s.Counts ? s.To - s.From : TimeSpan.Zero, s.Why, s.Name)));

    /// <summary>One line a working day; the first day is not counted unless no day is asked for.</summary>
    public static IEnumerable<CalendarLine> ByDay(IEnumerable<Stretch> stretches, DateOnly firstDay, bool countsFirst) =>
        Merge(stretches.GroupBy(s => s.Day).Select(day => Line([.. day], day.Key == firstDay && !countsFirst)));

    private static CalendarLine Line(IReadOnlyList<Stretch> day, bool first)
    {
        var (from, to) = (day[0].From, day[^1].To);
        if (first) return new(from, to, TimeSpan.Zero, CalendarReason.FirstDay);

        var counted = TimeSpan.FromTicks(day.Where(s => s.Counts).Sum(s => (s.To - s.From).Ticks));
        return counted > TimeSpan.Zero
            ? new(from, to, counted, CalendarReason.WorkingDay, day.First(s => s.Counts).Name, Days: 1)
            : new(from, to, TimeSpan.Zero, day[0].Why, day[0].Name);
    }

    private static IEnumerable<CalendarLine> Merge(IEnumerable<CalendarLine> lines)
    {
        CalendarLine? open = null;
        foreach (var line in lines)
        {
            if (open is not null && open.Why == line.Why && ReferenceEquals(open.Name, line.Name) && line.Days == 0)
            {
                open = open with { ToUtc = line.ToUtc, Counted = open.Counted + line.Counted };
                continue;
            }
            if (open is not null) yield return open;
            open = line;
        }
        if (open is not null) yield return open;
    }
}
