using System.Globalization;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Kernel.Imports;

/// <summary>Turns the cells of a record into the values of a target's fields, by the map. Numbers and dates are read as the map says and never guessed.</summary>
internal sealed class RowMapper
{
    private readonly List<Rule> rules = [];
    private readonly TimeZoneInfo zone;

    public RowMapper(ImportMap map, IImportTarget target, string[] header)
    {
        zone = TimeZoneInfo.FindSystemTimeZoneById(map.TimeZone);
        var fields = target.Fields.ToDictionary(f => f.Name);
        foreach (var (name, column) in map.Fields)
        {
            if (!fields.Remove(name, out var field)) throw new JobRefused(Word.Of("The map names the field '{0}', which does not exist. These do: {1}."), name, string.Join(", ", target.Fields.Select(f => f.Name)));
            var cells = column.Columns.Select(heading => (heading, Index: Array.IndexOf(header, heading))).ToArray();
            if (cells.FirstOrDefault(c => c.Index < 0) is { heading: { } missing })
                throw new JobRefused(Word.Of("The column '{0}' is missing in the file. The file has: {1}."), missing, string.Join(", ", header));
            rules.Add(new Rule(field, column, [.. cells.Select(c => c.Index)]));
        }

        if (fields.Values.FirstOrDefault(f => f.Required) is { } unmapped) throw new JobRefused(Word.Of("The map does not say where the field '{0}' comes from."), unmapped.Name);
    }

    /// <summary>The row, or the first thing that is wrong with it.</summary>
    public (ImportRow? Row, RowProblem? Problem) Map(CsvRecord record)
    {
        if (record.Problem is not null) return (null, record.Problem);

        Dictionary<string, object> values = new(rules.Count);
        foreach (var rule in rules)
        {
            var text = Directions.Remove(rule.Column.Fixed ?? rule.Joined(record.Values!));
            // A text may be said in better words than the other system's codes; what has none stays as it is.
            if (rule.Field.Type is ImportFieldType.Text && rule.Column.Values.Count > 0) text = rule.Translate(text) ?? text;
            if (text.Length == 0)
            {
                if (!rule.Field.Required) continue;
                return (null, new RowProblem(record.Line, rule.Heading, Word.Of("This cell must not be empty.")));
            }

            var (value, reason) = Read(rule, text);
            if (reason is not null) return (null, new RowProblem(record.Line, rule.Heading, reason.Message, reason.Args));
            values[rule.Field.Name] = value!;
        }

        return (new ImportRow(record.Line, values), null);
    }

    private (object? Value, Error? Reason) Read(Rule rule, string text) => rule.Field.Type switch
    {
        ImportFieldType.Time => ReadTime(rule.Column, text),
        ImportFieldType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (number, null)
            : (null, Wrong(Word.Of("'{0}' is not a number with a point as its decimal sign."), text)),
        ImportFieldType.Choice => ReadChoice(rule, text),
        _ => text.Length <= rule.Field.MaximumLength
            ? (text, null)
            : (null, Wrong(Word.Of("The text has {0} characters; {1} are the most."), text.Length, rule.Field.MaximumLength)),
    };

    private (object? Value, Error? Reason) ReadTime(ColumnMap column, string text)
    {
        foreach (var format in column.Formats)
        {
            if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local)) continue;
            if (column.EndOfDay && local.TimeOfDay == TimeSpan.Zero) local += TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1);   // in one step: "never" is the last day that there is
            // An hour that the clocks skipped in spring is read as the hour after.
            if (zone.IsInvalidTime(local)) local = local.AddHours(1);
            return (TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone), null);
        }

        return (null, Wrong(Word.Of("'{0}' is not a date in one of the forms of the map: {1}."), text, string.Join(" | ", column.Formats)));
    }

    private static (object? Value, Error? Reason) ReadChoice(Rule rule, string text)
    {
        var ours = rule.Translate(text);
        if (ours is null) return (null, Wrong(Word.Of("The map does not say what '{0}' means."), text));
        return rule.Field.Choices?.Contains(ours) is false
            ? (null, Wrong(Word.Of("'{0}' is not one of: {1}."), ours, string.Join(", ", rule.Field.Choices)))
            : (ours, null);
    }

    private static Error Wrong(string reason, params object[] args) => new Error("imports.cell", reason).With([.. args.Select(Shortened)]);

    private static object Shortened(object arg) => arg is string { Length: > 200 } text ? text[..200] + "..." : arg;

    private sealed class Rule(ImportField target, ColumnMap column, int[] cells)
    {
        // Foreign words repeat, and patterns are slow to try.
        private readonly Dictionary<string, string?> translated = [];

        public ImportField Field { get; } = target;

        public ColumnMap Column => column;

        public string Heading => string.Join(" + ", column.Columns);

        public string Joined(string[] values) => cells.Length == 1
            ? values[cells[0]].Trim()
            : string.Join(column.Join, cells.Select(c => values[c].Trim()).Where(v => v.Length > 0));

        public string? Translate(string text)
        {
            if (translated.TryGetValue(text, out var known)) return known;
            if (translated.Count > 10_000) translated.Clear();
            return translated[text] = column.Values.TryGetValue(text, out var exact) ? exact : ByPattern(text) ?? column.Otherwise;
        }

        /// <summary>The longest pattern that fits, so that the order in the map does not matter.</summary>
        private string? ByPattern(string text) => column.Values
            .Where(v => v.Key.EndsWith('*') && text.StartsWith(v.Key.AsSpan(0, v.Key.Length - 1), StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(v => v.Key.Length).FirstOrDefault().Value;
    }
}
