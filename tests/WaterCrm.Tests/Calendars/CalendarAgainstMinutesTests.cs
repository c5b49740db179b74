using System.Globalization;
using WaterCrm.Kernel.Calendars;
using static WaterCrm.Tests.Calendars.TestCalendars;

namespace WaterCrm.Tests.Calendars;

/// <summary>The calendar's arithmetic against the slow and obvious way: look at the clock on the wall once a minute.</summary>
public sealed class CalendarAgainstMinutesTests
{
    private const int Spans = 700;

    /// <summary>Berlin and New York change by an hour, Lord Howe by half an hour, St John's once did it at one minute past midnight.</summary>
    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", 2026)]
    [InlineData("Europe/Berlin", 2026)]
    [InlineData("America/New_York", 2026)]
    [InlineData("Australia/Lord_Howe", 2026)]
    [InlineData("America/St_Johns", 2009)]
    public void Every_span_counts_the_minutes_a_watcher_would_count(string zone, int year)
    {
        var calendar = Crew(zone);
        var from = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var counted = Watch(calendar.Zone, from, days: 740);
        var random = new Random(20261121);

        for (var span = 0; span < Spans; span++)
        {
            var start = random.Next(counted.Length - 40 * 1440);
            var length = random.Next(3) switch { 0 => random.Next(300), 1 => random.Next(3 * 1440), _ => random.Next(40 * 1440) };
            var (a, b) = (from.AddMinutes(start), from.AddMinutes(start + length));
            var expected = counted[start + length] - counted[start];
            var place = string.Create(CultureInfo.InvariantCulture, $"{zone} {a:u} - {b:u}");

            Assert.True(TimeSpan.FromMinutes(expected) == calendar.WorkingTimeBetween(a, b), place);

            var lines = calendar.Explain(a, b);
            Assert.True(TimeSpan.FromMinutes(expected) == new TimeSpan(lines.Sum(l => l.Counted.Ticks)), place);
            Assert.True(lines.Zip(lines.Skip(1)).All(pair => pair.First.ToUtc == pair.Second.FromUtc), place);
            if (expected == 0) continue;

            // The due time is the first moment by which so much was counted.
            var due = Array.BinarySearch(counted, counted[start] + expected);
            while (counted[due - 1] == counted[due]) due--;
            Assert.True(from.AddMinutes(due) == calendar.DueAfter(a, Duration.WorkingMinutes(expected)), place);
        }
    }

    /// <summary>How many working minutes have passed at each minute; written down without any of the calendar's code.</summary>
    private static int[] Watch(TimeZoneInfo zone, DateTime from, int days)
    {
        var passed = new int[days * 1440 + 1];
        for (var minute = 0; minute < days * 1440; minute++)
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(from.AddMinutes(minute), zone);
            passed[minute + 1] = passed[minute] + (Works(local) ? 1 : 0);
        }
        return passed;
    }

    private static bool Works(DateTime local)
    {
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        bool Within(string from, string to) => string.CompareOrdinal(time, from) >= 0 && string.CompareOrdinal(time, to) < 0;
        bool AsMonday() => Within("00:00", "02:40") || Within("08:00", "12:00") || Within("12:45", "17:15") || Within("22:00", "25:00");

        var date = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (date == "2026-05-02") return AsMonday();
        if (date == "2026-12-26") return Within("06:00", "07:00");
        if (date[5..] is "05-01" or "12-31" || date is "2026-12-24" or "2026-12-25" or "2026-12-27" or "2026-12-28") return false;
        // Days in lieu: the days off after a holiday on a Wednesday or Thursday, worked out by hand.
        // 31 December: Wednesday in 2008 and 2025 and Thursday in 2009 and 2026 give the Friday; 2010 and 2027 are Fridays.
        if (date is "2009-01-02" or "2010-01-01" or "2026-01-02" or "2027-01-01") return false;

        return local.DayOfWeek switch
        {
            DayOfWeek.Monday => AsMonday(),
            DayOfWeek.Tuesday => Within("08:00", "12:00"),
            DayOfWeek.Friday => Within("09:00", "18:00"),
            DayOfWeek.Saturday => Within("20:00", "25:00"),
            DayOfWeek.Sunday => Within("00:00", "04:00") || Within("23:30", "25:00"),
            _ => false,
        };
    }
}
