using WaterCrm.Kernel.Composition;

namespace WaterCrm.Tests.Composition;

public sealed class PeriodTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(null, null, null, null, "2026-03-01", "2026-03-31", "period=month&day=2026-03-01")]
    [InlineData("month", "2024-02-29", null, null, "2024-02-01", "2024-02-29", "period=month&day=2024-02-01")]
    [InlineData("quarter", "2026-12-31", null, null, "2026-10-01", "2026-12-31", "period=quarter&day=2026-10-01")]
    [InlineData("year", null, null, null, "2026-01-01", "2026-12-31", "period=year&day=2026-01-01")]
    [InlineData("month", null, "2026-01-31", "2026-02-01", "2026-01-31", "2026-02-01", "from=2026-01-31&to=2026-02-01")]
    public void An_address_names_its_days_and_is_written_as_it_is_read(string? kind, string? day, string? from, string? to, string first, string last, string query)
    {
        var period = Period.Read(kind, day, from, to, Today)!;

        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null), query), (period.From, period.To, period.Query));
    }

    [Theory]
    [InlineData("week", null, null, null)]
    [InlineData("month", "2026-02-30", null, null)]
    [InlineData("month", "31/03/2026", null, null)]
    [InlineData("year", "0001-01-01", null, null)]
    [InlineData("year", "9999-12-31", null, null)]
    [InlineData(null, null, "2026-03-02", "2026-03-01")]
    [InlineData(null, null, "2026-03-02", null)]
    public void An_address_that_names_no_days_is_noticed(string? kind, string? day, string? from, string? to) => Assert.Null(Period.Read(kind, day, from, to, Today));

    [Fact]
    public void The_period_before_ends_on_the_day_before_and_is_as_long()
    {
        Assert.Equal("period=month&day=2026-02-01", Period.Of(PeriodKind.Month, Today).Before.Query);
        Assert.Equal("period=quarter&day=2025-10-01", Period.Of(PeriodKind.Quarter, Today).Before.Query);
        Assert.Equal("period=year&day=2027-01-01", Period.Of(PeriodKind.Year, Today).After.Query);
        var ten = new Period(PeriodKind.Days, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 10));
        Assert.Equal(("from=2026-02-19&to=2026-02-28", "from=2026-03-11&to=2026-03-20"), (ten.Before.Query, ten.After.Query));
        Assert.False(Period.Of(PeriodKind.Year, Period.First).Before.IsInReach);
    }
}
