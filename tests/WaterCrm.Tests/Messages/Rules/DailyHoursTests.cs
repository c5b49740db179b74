using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Messages.Rules;

/// <summary>Hours of a day on the utility's clock, and how many go in a stretch of time.</summary>
public sealed class DailyHoursTests
{
    private static readonly DailyHours Law = new(new(7, 0), new(22, 0)), Night = new(new(22, 0), new(6, 0));

    [Theory]
    [InlineData("2026-03-02T06:59:59.9999999", "2026-03-02T07:00:00")]
    [InlineData("2026-03-02T07:00:00", "2026-03-02T07:00:00")]
    [InlineData("2026-03-02T21:59:59.9999999", "2026-03-02T21:59:59.9999999")]
    [InlineData("2026-03-02T22:00:00", "2026-03-03T07:00:00")]
    [InlineData("2026-12-31T23:59:59", "2027-01-01T07:00:00")]
    public void The_end_is_no_longer_in_the_hours_and_the_beginning_is(string wall, string opens) => Assert.Equal(Time(opens).AddHours(-7), Law.Next(Time(wall).AddHours(-7), In("Asia/Ho_Chi_Minh")));

    [Theory]
    [InlineData("2026-03-02T22:00:00", "2026-03-02T22:00:00")]
    [InlineData("2026-03-03T05:59:59", "2026-03-03T05:59:59")]
    [InlineData("2026-03-03T06:00:00", "2026-03-03T22:00:00")]
    public void Hours_may_go_over_midnight(string wall, string opens) => Assert.Equal(Time(opens).AddHours(-7), Night.Next(Time(wall).AddHours(-7), In("Asia/Ho_Chi_Minh")));

    [Theory]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29T01:30:00Z", 2, 30)]   // 02:30 is skipped that night: the hour after it
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", 3, 0)]
    [InlineData("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z", 7, 0)]   // an hour less of night
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z", 7, 0)]   // and one more
    public void A_night_in_which_the_clocks_change_ends_on_the_new_clock(string at, string opens, int hour, int minute)
    {
        var hours = new DailyHours(new(hour, minute), new(22, 0));
        var begins = hours.Next(DateTimeOffset.Parse(at, null).UtcDateTime, In("Europe/Berlin"));
        Assert.Equal(DateTimeOffset.Parse(opens, null).UtcDateTime, begins);
        Assert.Equal(begins, hours.Next(begins, In("Europe/Berlin")));
    }

    [Fact]
    public void However_the_clocks_change_the_next_hours_never_lie_behind_and_are_open()
    {
        foreach (var zone in new[] { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Asia/Kathmandu" })
            for (var at = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc); at < new DateTime(2026, 11, 15, 0, 0, 0, DateTimeKind.Utc); at = at.AddMinutes(47))
                foreach (var hours in new[] { Law, Night, new DailyHours(new(2, 15), new(1, 45)) })
                {
                    var next = hours.Next(at, In(zone));
                    Assert.True(next >= at && next - at < TimeSpan.FromHours(26) && hours.Next(next, In(zone)) == next, $"{zone} {at:O} {hours}: {next:O}");
                }
    }

    [Theory]
    [InlineData("0", null)]   // nothing went yet
    [InlineData("-1 -2", null)]
    [InlineData("-1 -2 -3", 21.0)]
    [InlineData("-1 -2 -24", null)]   // exactly 24 hours ago does not count any more
    [InlineData("-1 -2 -23.5", 0.5)]
    [InlineData("1 2 3", 25.0)]   // what is planned counts too, and nothing is pushed between
    [InlineData("-20 -10 10", null)]   // four, but in thirty hours
    [InlineData("-23 -22 -21 1.5", 2.0)]
    public void Three_in_24_hours_slide(string others, double? later)
    {
        var at = new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
        List<DateTime> times = others == "0" ? [] : [.. others.Split(' ').Select(h => at.AddHours(double.Parse(h, System.Globalization.CultureInfo.InvariantCulture)))];

        var found = at;
        for (var step = 0; step < 20 && new Cap(3, TimeSpan.FromHours(24)).Later(found, times) is { } next; step++) found = next;

        Assert.Equal(later is { } hours ? at.AddHours(hours) : at, found);
    }

    [Fact]
    public void However_many_come_no_stretch_of_24_hours_holds_more_than_three()
    {
        var random = new Random(7);
        List<DateTime> planned = [];
        for (var i = 0; i < 60; i++)
        {
            var at = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(0, 5000));
            while (new Cap(3, TimeSpan.FromHours(24)).Later(at, planned) is { } later) at = later;
            planned.Add(at);
        }

        planned.Sort();
        for (var i = 3; i < planned.Count; i++) Assert.True(planned[i] - planned[i - 3] >= TimeSpan.FromHours(24));
    }

    [Fact]
    public void The_countrys_rule_is_the_one_in_force_on_the_day()
    {
        var rules = CountryRules.Read("""
            { "countries": [ { "code": "XX", "name": { "en": "X" }, "rules": [
              { "channel": "sms", "validFrom": "2020-10-01", "source": "old", "most": 3, "withinHours": 24, "tag": "[QC]" },
              { "channel": "sms", "validFrom": "2027-01-01", "source": "new", "most": 2, "withinHours": 48 } ] } ] }
            """);

        Assert.Null(rules.Of("XX", "sms", new(2020, 9, 30)));
        Assert.Equal("old", rules.Of("XX", "sms", new(2026, 12, 31))!.Source);
        Assert.Equal("new", rules.Of("XX", "sms", new(2027, 1, 1))!.Source);
        Assert.Null(rules.Of("XX", "email", new(2027, 1, 1)));
        Assert.Null(rules.Of("YY", "sms", new(2027, 1, 1)));
        var shipped = CountryRules.Shipped.Of("VN", "sms", new(2026, 3, 2))!;
        Assert.Equal((new DailyHours(new(7, 0), new(22, 0)), new Cap(3, TimeSpan.FromHours(24)), "[QC]"), (shipped.Hours, shipped.Cap, shipped.Tag));
        Assert.Equal(new DailyHours(new(8, 0), new(17, 0)), CountryRules.Shipped.Of("VN", "voice", new(2026, 3, 2))!.Hours);
        Assert.Null(CountryRules.Shipped.Of("VN", "email", new(2026, 3, 2))!.Hours);
    }

    private static DateTime Time(string text) => DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static LocalFormat In(string zone) => new(new FakeTime(), new Utility(() => new UtilitySettings { TimeZone = zone }), null!);   // it says nothing
}
