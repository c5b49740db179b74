using WaterCrm.Kernel.Calendars;
using WaterCrm.Sops.Definitions;

namespace WaterCrm.Sops.Domain;

/// <summary>A due time together with the sum behind it, so that it can be explained later.</summary>
internal sealed record Deadline(DateTime From, Duration After, string Calendar, DateTime DueAt)
{
    /// <summary>Counts the time allowed; what the clock stood still after the beginning is added.</summary>
    public static Deadline Count(DateTime from, Duration after, WorkingCalendar calendar, IEnumerable<Pause> pauses)
    {
        var due = calendar.DueAfter(from, after);
        foreach (var pause in pauses.Where(p => p.To > from)) due = pause.Move(due, after, calendar);
        return new Deadline(from, after, calendar.Code, due);
    }
}

/// <summary>A time in which the clock of a case stood still.</summary>
internal sealed record Pause(DateTime From, DateTime To)
{
    /// <summary>Gives back what was lost, in the measure in which it was counted: wall time for wall time, working time for working time. What was late before stays late.</summary>
    public DateTime Move(DateTime due, Duration after, WorkingCalendar calendar)
    {
        if (due <= From) return due;
        if (after.Unit is DurationUnit.Minutes or DurationUnit.Hours) return due + (To - From);

        var lost = (int)Math.Ceiling(calendar.WorkingTimeBetween(From, To).TotalMinutes);
        return calendar.DueAfter(due, Duration.WorkingMinutes(lost));
    }
}

/// <summary>Who does something to a case, when, and by which rules.</summary>
internal sealed record CaseAct(SopDefinition Sop, CalendarCatalog Calendars, DateTime Now, Guid? ById, string By)
{
    /// <summary>The teams of the procedure that are open now.</summary>
    public IReadOnlyCollection<string> Teams { get; init; } = [];

    /// <summary>The name of the absent colleague for whom whoever acts stands in.</summary>
    public string? For { get; init; }
}
