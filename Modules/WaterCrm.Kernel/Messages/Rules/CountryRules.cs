using System.Text.Json;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Messages.Receiving;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>What a country's law says about advertising on one way to people, from a day on.</summary>
/// <param name="Channel">The way's code.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="Source">The law, with its article.</param>
internal sealed record CountryRule(string Channel, DateOnly ValidFrom, string Source)
{
    /// <summary>Null where the law names none.</summary>
    public DailyHours? Hours { get; init; }

    /// <summary>Null where the law names none.</summary>
    public Cap? Cap { get; init; }

    /// <summary>Stands in front of the text, of a mail's subject; empty where the law asks for none.</summary>
    public string Tag { get; init; } = "";

    public IReadOnlyList<string> AlsoTags { get; init; } = [];

    /// <summary>The text with the tag in front of it, unless one stands there.</summary>
    public string Tagged(string text) =>
        Tag.Length == 0 || AlsoTags.Prepend(Tag).Any(tag => text.AsSpan().TrimStart().StartsWith(tag, StringComparison.OrdinalIgnoreCase)) ? text : $"{Tag} {text.TrimStart()}";
}

/// <summary>The data file <c>message-rules.json</c>: which rules hold for news in which country, and since when.</summary>
internal sealed class CountryRules
{
    private readonly Dictionary<string, (IReadOnlyDictionary<string, string> Name, IReadOnlyList<CountryRule> Rules)> countries;

    private CountryRules(RulesFile file) => countries = file.Countries.ToDictionary(c => c.Code, c => ((IReadOnlyDictionary<string, string>)c.Name, (IReadOnlyList<CountryRule>)[.. c.Rules.Select(Rule)]), StringComparer.Ordinal);

    public static CountryRules Shipped { get; } = new(Patterns.File<RulesFile>("message-rules.json"));

    public IEnumerable<string> Countries => countries.Keys.Order(StringComparer.Ordinal);

    /// <summary>For tests, and for whoever wants to see whether a file of his own is right.</summary>
    public static CountryRules Read(string json) => new(JsonSerializer.Deserialize<RulesFile>(json, JsonSerializerOptions.Web) ?? throw new JsonException("There is nothing in it."));

    public string NameOf(string country, string language) => countries.GetValueOrDefault(country).Name is { } names ? names.GetValueOrDefault(language) ?? names["en"] : country;

    /// <summary>The one in force on this day; null where the country has none for this way, or where no country is chosen.</summary>
    public CountryRule? Of(string country, string channel, DateOnly day) =>
        countries.GetValueOrDefault(country).Rules?.Where(r => r.Channel == channel && r.ValidFrom <= day).MaxBy(r => r.ValidFrom);

    private static CountryRule Rule(RuleLine line) => new(line.Channel, line.ValidFrom, line.Source)
    {
        Hours = line.Hours is { } hours ? new DailyHours(hours.From, hours.To) : null,
        Cap = line is { Most: > 0 and var most, WithinHours: > 0 and var within } ? new Cap(most, TimeSpan.FromHours(within)) : null,
        Tag = line.Tag ?? "", AlsoTags = line.AlsoTags ?? [],
    };

    private sealed record RulesFile(CountryLine[] Countries);

    private sealed record CountryLine(string Code, Dictionary<string, string> Name, RuleLine[] Rules);

    private sealed record RuleLine(string Channel, DateOnly ValidFrom, string Source, HoursLine? Hours, int? Most, int? WithinHours, string? Tag, string[]? AlsoTags);

    private sealed record HoursLine(TimeOnly From, TimeOnly To);
}

/// <summary>The countries of which rules are known. Nothing chosen is no rules.</summary>
internal sealed class CountryOptions : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => CountryRules.Shipped.Countries.Select(c => new FieldOption(c, CountryRules.Shipped.NameOf(c, Languages.Current.Culture.Name)));
}
