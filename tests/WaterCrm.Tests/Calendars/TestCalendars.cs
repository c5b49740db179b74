using System.Globalization;
using WaterCrm.Kernel.Calendars;

namespace WaterCrm.Tests.Calendars;

internal static class TestCalendars
{
    public static WorkingCalendar Office { get; } = CalendarCatalog.Load()["office"];

    public static WorkingCalendar RoundTheClock { get; } = CalendarCatalog.Load()["24x7"];

    /// <summary>Vietnam has no summer time; the local clock is seven hours ahead.</summary>
    public static DateTime Hanoi(string local) => DateTime.SpecifyKind(DateTime.Parse(local, CultureInfo.InvariantCulture).AddHours(-7), DateTimeKind.Utc);

    public static DateTime Utc(string utc) => DateTime.SpecifyKind(DateTime.Parse(utc, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    public static WorkingCalendar Parse(string json)
    {
        var parsed = WorkingCalendar.Parse(json);
        Assert.True(parsed.Error is null, string.Join("\n", parsed.Error?.Fields.Select(f => $"{f.Field}: {f.Message}") ?? []));
        return parsed.Value;
    }

    /// <summary>A crew in a zone with summer time, with a night shift, a lunch break, a make-up day and a day in lieu.</summary>
    public static WorkingCalendar Crew(string zone) => Parse($$"""
        { "code": "crew", "name": "Crew", "timeZone": "{{zone}}",
          "week": { "monday": ["00:00-02:40", "08:00-12:00", "12:45-17:15", "22:00-24:00"], "tuesday": ["08:00-12:00"],
                    "friday": ["09:00-18:00"], "saturday": ["20:00-24:00"], "sunday": ["00:00-04:00", "23:30-24:00"] },
          "holidays": [ { "every": "05-01", "name": "Labour Day", "moves": true }, { "every": "12-31", "name": "Old Year", "moves": true },
                        { "from": "2026-12-24", "to": "2026-12-28", "name": "Christmas" } ],
          "makeUpDays": [ { "date": "2026-05-02", "worksAs": "monday" }, { "date": "2026-12-26", "hours": ["06:00-07:00"] } ] }
        """);
}
