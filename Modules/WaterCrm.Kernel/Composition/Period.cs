using System.Globalization;

namespace WaterCrm.Kernel.Composition;

public enum PeriodKind
{
    Month,
    Quarter,
    Year,

    /// <summary>From one day to another.</summary>
    Days,
}

/// <summary>Whole days of the utility's time zone. Its address names it, so that a page about a period can be kept and passed on.</summary>
/// <param name="Kind">How long it is.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, not before the first.</param>
public sealed record Period(PeriodKind Kind, DateOnly From, DateOnly To)
{
    /// <summary>What lies outside was mistyped; and before and after every period there must be another.</summary>
    public static readonly DateOnly First = new(2000, 1, 1), Last = new(2099, 12, 31);

    /// <summary>The period of this kind in which a day lies; of days, this one alone.</summary>
    public static Period Of(PeriodKind kind, DateOnly day)
    {
        var from = kind switch
        {
            PeriodKind.Month => new DateOnly(day.Year, day.Month, 1),
            PeriodKind.Quarter => new DateOnly(day.Year, day.Month - ((day.Month - 1) % 3), 1),
            PeriodKind.Year => new DateOnly(day.Year, 1, 1),
            _ => day,
        };
        return new Period(kind, from, kind is PeriodKind.Days ? day : from.AddMonths(Months(kind)).AddDays(-1));
    }

    /// <summary>Reads an address: a kind with a day in it, or two days.</summary>
    /// <param name="kind"><c>month</c>, <c>quarter</c> or <c>year</c>.</param>
    /// <param name="day">Any day of it as 2026-03-31; without one it is today's.</param>
    /// <param name="from">The first of two days.</param>
    /// <param name="to">The second.</param>
    /// <param name="today">Today's month is what an address that names nothing means.</param>
    /// <returns>Null where the address names no days that there are, or the second before the first.</returns>
    public static Period? Read(string? kind, string? day, string? from, string? to, DateOnly today)
    {
        if (!string.IsNullOrEmpty(from) || !string.IsNullOrEmpty(to))
            return Day(from) is { } first && Day(to) is { } last && first <= last ? new Period(PeriodKind.Days, first, last) : null;

        var read = kind switch { null or "" or "month" => PeriodKind.Month, "quarter" => PeriodKind.Quarter, "year" => PeriodKind.Year, _ => (PeriodKind?)null };
        return read is { } known && (string.IsNullOrEmpty(day) ? today : Day(day)) is { } inside ? Of(known, inside) : null;
    }

    /// <summary>The one that ends on the day before: as long in months, or in days.</summary>
    public Period Before => Kind is PeriodKind.Days ? new Period(Kind, From.AddDays(-Length), From.AddDays(-1)) : Of(Kind, From.AddDays(-1));

    /// <summary>The one that begins on the day after.</summary>
    public Period After => Kind is PeriodKind.Days ? new Period(Kind, To.AddDays(1), To.AddDays(Length)) : Of(Kind, To.AddDays(1));

    public bool IsInReach => From >= First && To <= Last;

    /// <summary>As <see cref="Read"/> reads it, without the question mark.</summary>
    public string Query => Kind is PeriodKind.Days ? $"from={Iso(From)}&to={Iso(To)}" : $"period={Kind.ToString().ToLowerInvariant()}&day={Iso(From)}";

    private int Length => To.DayNumber - From.DayNumber + 1;

    private static int Months(PeriodKind kind) => kind switch { PeriodKind.Year => 12, PeriodKind.Quarter => 3, _ => 1 };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First && day <= Last ? day : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
