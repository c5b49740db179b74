using System.Text.Json;
using System.Text.RegularExpressions;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>The published schema and the reader are written by hand, twice; what they know must be the same.</summary>
public sealed partial class SopSchemaTests
{
    [Fact]
    public void The_schema_names_exactly_the_properties_that_the_reader_asks_for()
    {
        var reader = File.ReadAllText(Repository.PathOf("Modules", "WaterCrm.Sops", "Definitions", "SopReader.cs"));
        var asked = Asked().Matches(reader).Select(m => m.Groups["name"].Value).Append("id").Append("title").Distinct();
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "schemas", "sop.schema.json")));

        Assert.Equal(Properties(schema.RootElement).Distinct().Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Properties(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(p => p.Name == "properties" ? p.Value.EnumerateObject().SelectMany(q => Properties(q.Value).Prepend(q.Name)) : Properties(p.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Properties),
        _ => [],
    };

    [GeneratedRegex("""\b(?:Text|Words|Texts|Objects|Object|Flag|Whole|Raw)\("(?<name>[\w$]+)"|\b(?:Role|Length|Titles)\(\w+, "(?<name>\w+)"|Ladder\b.*?Objects\("(?<name>\w+)"|Words\("(?<name>\w+)""")]
    private static partial Regex Asked();
}
