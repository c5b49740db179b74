using System.Globalization;

namespace WaterCrm.Kernel.Calendars;

/// <summary>A stretch of one day by the clock on the wall, in minutes after midnight; what lies between two shifts is a break.</summary>
public readonly record struct Shift(int StartMinute, int EndMinute)
{
    public const int DayMinutes = 24 * 60;

    public static Shift WholeDay => new(0, DayMinutes);

    /// <summary>Reads <c>07:30-11:30</c>. The day may end at 24:00; a night shift is written as two, one on each day.</summary>
    public static bool TryParse(string text, out Shift shift)
    {
        shift = default;
        var halves = text.Split('-');
        if (halves.Length != 2 || Minute(halves[0]) is not { } start || Minute(halves[1]) is not { } end || start >= end) return false;
        shift = new(start, end);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartMinute / 60:00}:{StartMinute % 60:00}-{EndMinute / 60:00}:{EndMinute % 60:00}");

    private static int? Minute(string text)
    {
        if (text is not [>= '0' and <= '2', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9']) return null;
        var minute = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
        return minute <= DayMinutes ? minute : null;
    }
}
