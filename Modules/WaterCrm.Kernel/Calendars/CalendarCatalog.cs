using System.Collections.Frozen;
using System.Globalization;

namespace WaterCrm.Kernel.Calendars;

/// <summary>The calendars of this installation: those that are shipped, and those the operator has put beside or in place of them.</summary>
public sealed class CalendarCatalog
{
    private readonly FrozenDictionary<string, WorkingCalendar> calendars;

    private CalendarCatalog(IEnumerable<WorkingCalendar> calendars) => this.calendars = calendars.ToFrozenDictionary(c => c.Code);

    public IEnumerable<WorkingCalendar> All => calendars.Values.OrderBy(c => c.Code, StringComparer.Ordinal);

    public WorkingCalendar this[string code] => Find(code) ?? throw new KeyNotFoundException($"There is no calendar '{code}'.");

    public WorkingCalendar? Find(string code) => calendars.GetValueOrDefault(code);

    /// <summary>Reads the shipped calendars and then <c>*.calendar.json</c> of the operator's folder. A file that cannot be used stops the start: deadlines must not silently change.</summary>
    public static CalendarCatalog Load(string? folder = null)
    {
        var found = new Dictionary<string, WorkingCalendar>();
        foreach (var (name, json) in Shipped().Concat(InFolder(folder)))
        {
            var calendar = WorkingCalendar.Parse(json);
            if (calendar.Error is { } error)
            {
                var causes = error.Fields.Select(f => $"{f.Field}: {string.Format(CultureInfo.InvariantCulture, f.Message, f.Args)}");
                throw new InvalidOperationException($"The calendar file {name} cannot be used. {string.Join(" ", causes)}");
            }
            found[calendar.Value.Code] = calendar.Value;
        }
        return new(found.Values);
    }

    private static IEnumerable<(string Name, string Json)> Shipped()
    {
        var assembly = typeof(CalendarCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".calendar.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }

    private static IEnumerable<(string Name, string Json)> InFolder(string? folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.calendar.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllText(path)))
        : [];
}
