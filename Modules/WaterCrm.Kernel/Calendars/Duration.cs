using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaterCrm.Kernel.Calendars;

/// <summary>How a <see cref="Duration"/> is counted.</summary>
public enum DurationUnit
{
    /// <summary>Minutes round the clock, whatever the calendar says.</summary>
    Minutes,

    /// <summary>Hours round the clock, whatever the calendar says.</summary>
    Hours,

    /// <summary>Minutes in which the calendar works.</summary>
    WorkingMinutes,

    /// <summary>Hours in which the calendar works.</summary>
    WorkingHours,

    /// <summary>Days on which the calendar works; the last one counts to its end.</summary>
    WorkingDays,
}

/// <summary>A time allowed for something, written as <c>30 min</c>, <c>24 h</c>, <c>30 wmin</c>, <c>4 wh</c> or <c>5 wd</c>.</summary>
[JsonConverter(typeof(DurationConverter))]
public readonly record struct Duration
{
    /// <summary>Ten years of minutes: more is a slip of the pen, and would run past the calendar's end.</summary>
    public const int MaxAmount = 5_256_000;

    private static readonly (string Sign, DurationUnit Unit, int Max)[] Units =
    [
        ("min", DurationUnit.Minutes, MaxAmount), ("h", DurationUnit.Hours, MaxAmount / 60),
        ("wmin", DurationUnit.WorkingMinutes, MaxAmount / 5), ("wh", DurationUnit.WorkingHours, MaxAmount / 60 / 5), ("wd", DurationUnit.WorkingDays, 2500),
    ];

    public Duration(int amount, DurationUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Units.Single(u => u.Unit == unit).Max);
        (Amount, Unit) = (amount, unit);
    }

    public int Amount { get; }

    public DurationUnit Unit { get; }

    public static Duration Minutes(int amount) => new(amount, DurationUnit.Minutes);

    public static Duration Hours(int amount) => new(amount, DurationUnit.Hours);

    public static Duration WorkingMinutes(int amount) => new(amount, DurationUnit.WorkingMinutes);

    public static Duration WorkingHours(int amount) => new(amount, DurationUnit.WorkingHours);

    public static Duration WorkingDays(int amount) => new(amount, DurationUnit.WorkingDays);

    /// <summary>The length, where the unit has one; working days have none without a calendar.</summary>
    internal TimeSpan Length => Unit switch
    {
        DurationUnit.Minutes or DurationUnit.WorkingMinutes => TimeSpan.FromMinutes(Amount),
        DurationUnit.Hours or DurationUnit.WorkingHours => TimeSpan.FromHours(Amount),
        _ => throw new InvalidOperationException("Working days have no length without a calendar."),
    };

    public static bool TryParse(string? text, out Duration duration)
    {
        duration = default;
        var trimmed = (text ?? "").AsSpan().Trim();
        var digits = trimmed.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !int.TryParse(trimmed[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return false;

        var sign = trimmed[digits..].Trim();
        foreach (var unit in Units)
        {
            if (!sign.SequenceEqual(unit.Sign) || amount > unit.Max) continue;
            duration = new(amount, unit.Unit);
            return true;
        }
        return false;
    }

    public static Duration Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' is not a duration such as 30 min, 24 h, 30 wmin, 4 wh or 5 wd.");

    public override string ToString()
    {
        var unit = Unit;
        return string.Create(CultureInfo.InvariantCulture, $"{Amount} {Units.Single(u => u.Unit == unit).Sign}");
    }
}

internal sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Duration.TryParse(reader.GetString(), out var duration) ? duration : throw new JsonException("Not a duration such as 30 min, 24 h, 30 wmin, 4 wh or 5 wd.");

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
