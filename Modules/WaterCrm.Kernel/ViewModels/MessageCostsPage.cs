using System.Globalization;
using WaterCrm.Kernel.Messages.Costs;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>What the messages of a month came to.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Channels">In the order of their codes.</param>
public sealed record MessageCostsPage(DateOnly Month, IReadOnlyList<ChannelCosts> Channels)
{
    internal const string Path = "/staff/admin/messages/costs";

    private const int FirstYear = 2000, LastYear = 2999;

    /// <summary>As it stands in an address.</summary>
    public string Code => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public string? Before => Month.Year > FirstYear ? AddressOf(Month.AddMonths(-1)) : null;

    /// <summary>Null where the month after has not begun.</summary>
    public string? After(DateOnly today) => Month.AddMonths(1) <= today ? AddressOf(Month.AddMonths(1)) : null;

    /// <summary>The month that was asked for; the present one where that is none.</summary>
    public static DateOnly Read(string? month, DateOnly today) =>
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is >= FirstYear and <= LastYear ? asked : new DateOnly(today.Year, today.Month, 1);

    private static string AddressOf(DateOnly month) => $"{Path}?month={month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";
}
