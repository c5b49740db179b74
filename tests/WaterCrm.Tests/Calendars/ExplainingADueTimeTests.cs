using System.Globalization;
using WaterCrm.Kernel.Calendars;
using static WaterCrm.Tests.Calendars.TestCalendars;

namespace WaterCrm.Tests.Calendars;

public sealed class ExplainingADueTimeTests
{
    [Fact]
    public void Working_hours_are_explained_line_by_line() =>
        Assert.Equal(
        [
            "13.02. 16:00-17:00 Working 60",
            "13.02. 17:00-00:00 OutsideHours 0",
            "14.02. 00:00-00:00 DayOff 0",
            "16.02. 00:00-00:00 Holiday 0 Lunar New Year",
            "21.02. 00:00-00:00 DayOff 0",
            "23.02. 00:00-07:30 OutsideHours 0",
            "23.02. 07:30-11:30 Working 240",
            "23.02. 11:30-13:00 Break 0",
            "23.02. 13:00-14:00 Working 60",
        ], Lines(Office.Explain(Hanoi("2026-02-13 16:00"), Duration.WorkingHours(6))));

    [Fact]
    public void Working_days_are_explained_day_by_day() =>
        Assert.Equal(
        [
            "05.03. 16:00-00:00 FirstDay 0",
            "06.03. 00:00-00:00 WorkingDay 480",
            "07.03. 00:00-00:00 DayOff 0",
            "09.03. 00:00-17:00 WorkingDay 480",
        ], Lines(Office.Explain(Hanoi("2026-03-05 16:00"), Duration.WorkingDays(2))));

    [Fact]
    public void Hours_round_the_clock_are_one_line() =>
        Assert.Equal(["05.03. 16:00-16:00 RoundTheClock 1440"], Lines(Office.Explain(Hanoi("2026-03-05 16:00"), Duration.Hours(24))));

    [Theory]
    [InlineData("1 wd"), InlineData("9 wd"), InlineData("0 wd"), InlineData("45 wmin"), InlineData("77 wh"), InlineData("30 min")]
    public void The_lines_lead_without_a_gap_from_the_start_to_the_due_time(string allowed)
    {
        var (start, duration) = (Hanoi("2026-04-28 10:10"), Duration.Parse(allowed));

        var lines = Office.Explain(start, duration);

        Assert.Equal(start, lines[0].FromUtc);
        Assert.Equal(Office.DueAfter(start, duration), lines[^1].ToUtc);
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.Equal(pair.First.ToUtc, pair.Second.FromUtc));
        if (duration.Unit is DurationUnit.WorkingDays && duration.Amount > 0) Assert.Equal(duration.Amount, lines.Sum(l => l.Days));
    }

    private static IEnumerable<string> Lines(IEnumerable<CalendarLine> lines) => lines.Select(l => string.Create(CultureInfo.InvariantCulture,
        $"{l.FromUtc.AddHours(7):dd.MM. HH:mm}-{l.ToUtc.AddHours(7):HH:mm} {l.Why} {l.CountedMinutes} {l.Name?.In(CultureInfo.InvariantCulture)}").TrimEnd());
}
