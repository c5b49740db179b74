using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Calendars;

/// <summary>Reads a calendar's JSON. The format is published in docs/schemas/calendar.schema.json.</summary>
internal static class CalendarDefinition
{
    private const int MaxDays = 500;
    private const int LongestHoliday = 60;

    private static readonly (string Name, DayOfWeek Day)[] Week = [.. Enum.GetValues<DayOfWeek>().Select(d => (d.ToString().ToLowerInvariant(), d))];

    public static Result<WorkingCalendar> Parse(string json) => DefinitionDocument.Read(json, CalendarErrors.Invalid, Read);

    private static WorkingCalendar? Read(JsonElement root, ICollection<FieldError> problems)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            DefinitionObject.Note(problems, "", "An object in braces is expected here.");
            return null;
        }

        var calendar = new DefinitionObject(root, "", problems);
        calendar.Text("$schema");
        var code = calendar.Text("code", required: true, maxLength: 40);
        var name = calendar.Words("name", required: true);
        var zone = Zone(calendar);
        var week = Hours(calendar);
        var holidays = calendar.Objects("holidays", MaxDays).Select(ReadHoliday).ToList();
        var makeUpDays = MakeUpDays(calendar, week);
        calendar.NothingElse();

        if (problems.Count > 0 || holidays.Contains(null)) return null;
        return new(code!, name!, new CalendarDays(zone!, week.ToFrozenDictionary(), holidays!, makeUpDays.ToFrozenDictionary(d => d.Date)));
    }

    private static TimeZoneInfo? Zone(DefinitionObject calendar)
    {
        if (calendar.Text("timeZone", required: true) is not { } id) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        calendar.Refuse("timeZone", "The time zone '{0}' is not known. Use an IANA name such as Asia/Ho_Chi_Minh.", id);
        return null;
    }

    private static Dictionary<DayOfWeek, IReadOnlyList<Shift>> Hours(DefinitionObject calendar)
    {
        var hours = Week.ToDictionary(d => d.Day, _ => (IReadOnlyList<Shift>)[]);
        if (calendar.Object("week") is not { } week)
        {
            if (!calendar.Has("week")) calendar.Refuse("week", "This property is missing.");
            return hours;
        }

        foreach (var (name, day) in Week) hours[day] = Shifts(week, name);
        week.NothingElse();
        if (hours.Values.All(shifts => shifts.Count == 0)) calendar.Refuse("week", "At least one day of the week must have working hours.");
        return hours;
    }

    private static IReadOnlyList<Shift> Shifts(DefinitionObject place, string name)
    {
        var shifts = new List<Shift>();
        foreach (var text in place.Texts(name, 24))
        {
            if (!Shift.TryParse(text, out var shift))
            {
                place.Refuse(name, "'{0}' is no stretch of a day such as 07:30-11:30. A shift over midnight is written as two, one on each day.", text);
                return [];
            }
            shifts.Add(shift);
        }
        shifts.Sort((a, b) => a.StartMinute.CompareTo(b.StartMinute));
        for (var i = 1; i < shifts.Count; i++)
        {
            if (shifts[i].StartMinute < shifts[i - 1].EndMinute) place.Refuse(name, "{0} and {1} overlap.", shifts[i - 1], shifts[i]);
        }
        return shifts;
    }

    private static Holiday? ReadHoliday(DefinitionObject entry)
    {
        var name = entry.Words("name", required: true);
        var source = entry.Text("source");
        var moves = entry.Flag("moves");
        var (every, date) = (YearlyDay(entry), Date(entry, "date"));
        var (from, to) = every is null ? (Date(entry, "from"), Date(entry, "to")) : (Date(entry, "validFrom"), Date(entry, "validTo"));
        entry.NothingElse();
        if (name is null) return null;

        if (entry.Has("every") ? entry.Has("date") : entry.Has("date") == (entry.Has("from") || entry.Has("to")))
        {
            entry.Refuse("date", "Give exactly one of: every (a day each year), date (one day), from and to (several days).");
            return null;
        }
        if (every is not null) return new(name) { Every = every, From = from ?? DateOnly.MinValue, To = to ?? DateOnly.MaxValue, Moves = moves, Source = source };
        (from, to) = date is null ? (from, to) : (date, date);
        if (from is not { } first || to is not { } last)
        {
            if (entry.Has("from") != entry.Has("to")) entry.Refuse("to", "Holidays of several days need both from and to.");
            return null;
        }
        if (first <= last && last.DayNumber - first.DayNumber < LongestHoliday) return new(name) { From = first, To = last, Moves = moves, Source = source };
        entry.Refuse("to", "A holiday ends after it begins and within {0} days.", LongestHoliday);
        return null;
    }

    private static List<MakeUpDay> MakeUpDays(DefinitionObject calendar, Dictionary<DayOfWeek, IReadOnlyList<Shift>> week)
    {
        var days = new List<MakeUpDay>();
        foreach (var entry in calendar.Objects("makeUpDays", MaxDays))
        {
            var (name, source, date) = (entry.Words("name"), entry.Text("source"), Date(entry, "date", required: true));
            var hours = Shifts(entry, "hours");
            if (entry.Text("worksAs") is { } worksAs)
            {
                if (Week.Any(d => d.Name == worksAs)) hours = week[Week.Single(d => d.Name == worksAs).Day];
                else entry.Refuse("worksAs", "'{0}' is no day of the week such as monday.", worksAs);
            }
            if (entry.Has("worksAs") == entry.Has("hours")) entry.Refuse("worksAs", "Give either worksAs (the day of the week whose hours apply) or hours.");
            entry.NothingElse();
            if (date is null) continue;
            if (days.Any(d => d.Date == date)) entry.Refuse("date", "This day is given twice.");
            days.Add(new(date.Value, hours, name, source));
        }
        return days;
    }

    private static (int Month, int Day)? YearlyDay(DefinitionObject entry)
    {
        if (entry.Text("every") is not { } text) return null;
        // A leap year, so that 29 February is a day.
        if (DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (day.Month, day.Day);
        entry.Refuse("every", "'{0}' is no day of the year such as 09-02 (month, day).", text);
        return null;
    }

    private static DateOnly? Date(DefinitionObject entry, string name, bool required = false)
    {
        if (entry.Text(name, required) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        entry.Refuse(name, "'{0}' is no date such as 2026-02-16.", text);
        return null;
    }
}
