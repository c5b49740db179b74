using WaterCrm.Kernel.Calendars;
using static WaterCrm.Tests.Calendars.TestCalendars;

namespace WaterCrm.Tests.Calendars;

public sealed class DueTimeTests
{
    [Theory]
    [InlineData("2026-03-04 09:00", "4 wh", "2026-03-04 14:30")]     // over the lunch break
    [InlineData("2026-03-04 09:00", "150 wmin", "2026-03-04 11:30")] // ends with the shift, not at the next opening
    [InlineData("2026-03-04 16:00", "2 wh", "2026-03-05 08:30")]     // over night
    [InlineData("2026-03-06 16:30", "1 wh", "2026-03-09 08:00")]     // over the weekend
    [InlineData("2026-03-07 10:00", "30 wmin", "2026-03-09 08:00")]  // taken on a Saturday
    [InlineData("2026-03-04 12:15", "0 wh", "2026-03-04 12:15")]
    [InlineData("2026-03-04 23:50", "30 min", "2026-03-05 00:20")]   // round the clock, whatever the calendar
    [InlineData("2026-03-06 16:30", "24 h", "2026-03-07 16:30")]
    public void Working_hours_pass_only_while_the_office_is_open(string start, string allowed, string due) =>
        Assert.Equal(Hanoi(due), Office.DueAfter(Hanoi(start), Duration.Parse(allowed)));

    [Theory]
    [InlineData("2026-03-04 09:00", "1 wd", "2026-03-05 17:00")]
    [InlineData("2026-03-04 23:00", "1 wd", "2026-03-05 17:00")]
    [InlineData("2026-03-06 16:59", "1 wd", "2026-03-09 17:00")]     // Friday: ends on Monday
    [InlineData("2026-03-07 10:00", "1 wd", "2026-03-09 17:00")]     // Saturday: Monday as well
    [InlineData("2026-02-13 09:00", "1 wd", "2026-02-23 17:00")]     // Tet lies between
    [InlineData("2026-03-04 09:00", "15 wd", "2026-03-25 17:00")]    // a bill checked again: Decree 117/2007
    [InlineData("2026-03-04 09:00", "0 wd", "2026-03-04 17:00")]
    [InlineData("2026-03-04 18:00", "0 wd", "2026-03-05 17:00")]
    public void Working_days_are_counted_from_the_next_day_and_end_with_the_last_shift(string start, string allowed, string due) =>
        Assert.Equal(Hanoi(due), Office.DueAfter(Hanoi(start), Duration.Parse(allowed)));

    [Fact]
    public void A_holiday_on_a_day_off_gives_the_next_working_day_off()
    {
        // 1 May 2027 is a Saturday: Monday the 3rd is off instead. 26 April 2026, Hung Kings' Day, is a Sunday.
        Assert.Equal(Hanoi("2027-05-04 17:00"), Office.DueAfter(Hanoi("2027-04-29 09:00"), Duration.WorkingDays(1)));
        Assert.Equal(Hanoi("2026-04-28 17:00"), Office.DueAfter(Hanoi("2026-04-24 09:00"), Duration.WorkingDays(1)));
    }

    [Fact]
    public void Two_days_off_in_lieu_do_not_fall_on_one_another()
    {
        // Tet 2027 covers a Saturday and a Sunday, so the two working days after it are off as well.
        Assert.Equal(Hanoi("2027-02-12 17:00"), Office.DueAfter(Hanoi("2027-02-04 09:00"), Duration.WorkingDays(1)));
    }

    [Fact]
    public void A_day_in_lieu_may_fall_into_the_next_year()
    {
        // 31 December 2026 is a Thursday, on which the crew is off; Friday the 1st of January is the next day it would work.
        var crew = Crew("Asia/Ho_Chi_Minh");
        Assert.False(crew.WorksAt(Hanoi("2027-01-01 10:00")));
        Assert.True(crew.WorksAt(Hanoi("2027-01-08 10:00")));
    }

    [Fact]
    public void A_make_up_day_works_by_the_hours_it_names()
    {
        var crew = Crew("Asia/Ho_Chi_Minh");
        Assert.True(crew.WorksAt(Hanoi("2026-05-02 08:30")));     // a Saturday worked as Monday
        Assert.True(crew.WorksAt(Hanoi("2026-12-26 06:30")));     // within Christmas, own hours
        Assert.False(crew.WorksAt(Hanoi("2026-12-26 20:30")));
    }

    [Fact]
    public void Round_the_clock_a_working_day_ends_at_midnight() =>
        Assert.Equal(Hanoi("2026-03-06 00:00"), RoundTheClock.DueAfter(Hanoi("2026-03-04 09:00"), Duration.WorkingDays(1)));

    [Fact]
    public void Summer_time_shortens_and_lengthens_the_night_shift()
    {
        var nights = Parse("""{ "code": "n", "name": "Nights", "timeZone": "Europe/Berlin", "week": { "sunday": ["00:00-06:00"] } }""");

        Assert.Equal(TimeSpan.FromHours(5), nights.WorkingTimeBetween(Utc("2026-03-28 12:00"), Utc("2026-03-29 12:00")));
        Assert.Equal(TimeSpan.FromHours(7), nights.WorkingTimeBetween(Utc("2026-10-24 12:00"), Utc("2026-10-25 12:00")));
        Assert.Equal(Utc("2026-03-29 04:00"), nights.DueAfter(Utc("2026-03-28 12:00"), Duration.WorkingHours(5)));
        Assert.Equal(Utc("2026-10-25 05:00"), nights.DueAfter(Utc("2026-10-24 12:00"), Duration.WorkingDays(1)));
    }

    [Fact]
    public void Time_between_is_negative_when_a_case_was_closed_before_it_was_opened() =>
        Assert.Equal(TimeSpan.FromHours(-2.5), Office.WorkingTimeBetween(Hanoi("2026-03-04 15:00"), Hanoi("2026-03-04 11:00")));

    [Fact]
    public void A_local_time_is_a_mistake_of_the_programmer() =>
        Assert.Throws<ArgumentException>(() => Office.DueAfter(new DateTime(2026, 3, 4, 9, 0, 0, DateTimeKind.Local), Duration.Hours(1)));

    [Fact]
    public void A_calendar_that_is_all_holidays_says_so_instead_of_counting_for_ever()
    {
        var days = string.Join(",", Enumerable.Range(0, 366).Select(d => $$"""{ "every": "{{new DateOnly(2024, 1, 1).AddDays(d):MM-dd}}", "name": "Day" }"""));
        var idle = Parse($$"""{ "code": "idle", "name": "Idle", "timeZone": "Etc/UTC", "week": { "monday": ["08:00-12:00"] }, "holidays": [{{days}}] }""");

        Assert.Throws<InvalidOperationException>(() => idle.DueAfter(Utc("2026-01-01"), Duration.WorkingHours(1)));
        Assert.Throws<InvalidOperationException>(() => idle.DueAfter(Utc("2026-01-01"), Duration.WorkingDays(1)));
    }
}
