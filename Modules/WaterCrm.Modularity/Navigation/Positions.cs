using System.Globalization;

namespace WaterCrm.Modularity.Navigation;

/// <summary>Orders dotted positions part by part, numbers as numbers: "2" before "10", "2" before "2.1"; an entry without a position comes last.</summary>
internal static class Positions
{
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0) return other.Length.CompareTo(one.Length);

        var (left, right) = (one.Split('.'), other.Split('.'));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (ComparePart(left[i], right[i]) is not 0 and var order) return order;
        }
        return left.Length.CompareTo(right.Length);
    }

    private static int ComparePart(string one, string other) =>
        (Number(one), Number(other)) switch
        {
            ({ } a, { } b) => a.CompareTo(b),
            (not null, null) => -1,
            (null, not null) => 1,
            _ => string.CompareOrdinal(one, other),
        };

    private static int? Number(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
