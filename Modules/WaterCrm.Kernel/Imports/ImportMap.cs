using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Imports;

/// <summary>How the columns of a foreign file become the fields of a target; docs/schemas/import-map.schema.json.</summary>
public sealed record ImportMap
{
    /// <summary>Characters of <see cref="System"/>: every target keeps it beside each row.</summary>
    public const int LongestSystem = 32;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>What is imported: <c>complaints</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The system the file comes from. With the record's own id it says which rows were imported before.</summary>
    public required string System { get; init; }
    public string? Description { get; init; }
    public string Delimiter { get; init; } = ",";

    /// <summary>The IANA name of the zone in which the file's times are.</summary>
    public required string TimeZone { get; init; }

    public required Dictionary<string, ColumnMap> Fields { get; init; }

    /// <summary>Reads a map; what is wrong with it is said by its path.</summary>
    public static Result<ImportMap> Parse(string json)
    {
        try
        {
            var map = JsonSerializer.Deserialize<ImportMap>(json, Strict);
            return map is null ? ImportErrors.BadMap.With("the file is empty") : map.Check();
        }
        catch (JsonException broken)
        {
            return ImportErrors.BadMap.With($"{broken.Path} (line {broken.LineNumber + 1}): {broken.Message.Split(" Path:")[0]}");
        }
    }

    private Result<ImportMap> Check()
    {
        if (Target is null || System is null || Fields is null) return ImportErrors.BadMap.With("target, system, fields: none may be null");
        if (TimeZone is null) return ImportErrors.BadMap.With("timeZone: none may be null");
        if (Delimiter is not { Length: 1 } || Delimiter[0] is '"' or '\r' or '\n') return ImportErrors.BadMap.With("delimiter: one character");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) return ImportErrors.BadMap.With($"timeZone: '{TimeZone}' is not known");
        if (string.IsNullOrWhiteSpace(System) || System.Length > LongestSystem || System.Any(char.IsControl)) return ImportErrors.BadSystem.With(LongestSystem);
        foreach (var (field, column) in Fields)
        {
            if (column is not { Columns: not null, Formats: not null, Values: not null } || (column.Columns.Count == 0 && column.Fixed is null)) return ImportErrors.BadMap.With($"fields.{field}: needs columns or fixed");
            if (column.Columns.Any(heading => heading is null)) return ImportErrors.BadHeading.With(field);
            foreach (var form in column.Formats)
                if (!IsForm(form)) return ImportErrors.BadForm.With(field, form ?? "null");
        }

        return this;
    }

    /// <summary>Whether dates can be written and read in it at all.</summary>
    private static bool IsForm(string? format)
    {
        try
        {
            var written = DateTime.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
            return !string.IsNullOrWhiteSpace(format) && DateTime.TryParseExact(written, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>Where one field comes from.</summary>
public sealed record ColumnMap
{
    /// <summary>Columns by their heading; several are joined by <see cref="Join"/>, leaving out the empty.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public string Join { get; init; } = " ";

    /// <summary>The same value for every row.</summary>
    public string? Fixed { get; init; }

    /// <summary>For dates: the forms that occur, such as <c>MM/dd/yyyy hh:mm tt</c>. They are tried in this order and never guessed.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>A date without a time means the end of that day: right for closings.</summary>
    public bool EndOfDay { get; init; }

    /// <summary>Foreign words and ours. A key may end in <c>*</c>; the longest that fits counts.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>For a word that stands nowhere in <see cref="Values"/>; without it such a row is refused.</summary>
    public string? Otherwise { get; init; }
}

internal static class ImportErrors
{
    public static readonly Error BadMap = new("imports.bad-map", "The map cannot be used: {0}.");
    public static readonly Error BadSystem = new("imports.bad-system", "The map's \"system\" must name the other system in 1 to {0} characters on one line.");
    public static readonly Error BadHeading = new("imports.bad-heading", "The map's \"fields.{0}.columns\" has an entry that is null. Write the heading of a column, or take it out.");
    public static readonly Error BadForm = new("imports.bad-form", "The map's \"fields.{0}.formats\" has '{1}', which is no form of a date. Write one such as dd/MM/yyyy HH:mm.");
    public static readonly Error UnknownTarget = new("imports.unknown-target", "Nothing called '{0}' can be imported.");
}
