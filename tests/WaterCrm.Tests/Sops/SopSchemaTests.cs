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

    [Fact]
    public void There_are_documents_to_hold_against_their_schemas()
    {
        Assert.Contains("Modules/WaterCrm.Complaints/Sops/complaint.sop.json", Shipped.Select(d => d.Data.Item1));
        Assert.Equal(["import-map.schema.json", "sop.schema.json"], Shipped.Select(d => d.Data.Item2).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Shipped))]
    public void What_is_shipped_keeps_to_its_schema(string document, string schema) =>
        Assert.Empty(JsonSchema.Named(schema).Flaws(File.ReadAllText(Repository.PathOf(document.Split('/')))));

    [Fact]
    public void The_procedure_of_the_other_tests_keeps_to_the_schema() => Assert.Empty(Sop.Flaws(Visit.Json));

    [Theory]
    [InlineData("\"owner\":", "\"owned\":", ": owner is missing", "/owned: is not expected here")]
    [InlineData("\"due\": \"4 wh\"", "\"due\": \"four hours\"", "/steps/0/due: fits none or several of those to choose from")]
    [InlineData("\"within\": \"720 h\"", "\"within\": \"a month\"", "/reopen/within: is not written as ^[0-9]+ ?(min|h|wmin|wh|wd)$")]
    [InlineData("\"type\": \"longtext\"", "\"type\": \"telepathy\"", "/steps/0/form: fits none or several of those to choose from")]
    [InlineData("\"atMost\": 1, \"then\": \"decide\"", "\"atMost\": 1", "/steps/1/outcomes/1: then is missing beside atMost")]
    [InlineData("\"atMost\": 1,", "\"atMost\": 101,", "/steps/1/outcomes/1/atMost: is above 100")]
    [InlineData("\"end\": \"refused\"", "\"end\": \"refused\", \"next\": \"work\"", "/steps/0/outcomes/1: fits none or several of those to choose from")]
    [InlineData("\"end\": \"stopped\"", "\"end\": \"forgotten\"", "/steps/2/outcomes/1/end: is none of [\"done\", \"referred\", \"refused\", \"stopped\"]")]
    [InlineData("\"steps\": [", "\"steps\": [ 7,", "/steps/0: is not of type object")]
    public void A_document_that_both_refuse_is_refused_with_its_place(string right, string wrong, params string[] flaws)
    {
        Assert.Contains(right, Visit.Json, StringComparison.Ordinal);
        var broken = Visit.Json.Replace(right, wrong, StringComparison.Ordinal);

        Assert.Superset(flaws.ToHashSet(), Sop.Flaws(broken).ToHashSet());
        Assert.NotNull(WaterCrm.Sops.Definitions.SopReader.Parse(broken).Error);
    }

    public static IEnumerable<TheoryDataRow<string, string>> Shipped =>
        from found in new[] { ("*.sop.json", "sop.schema.json"), ("ImportMaps/*.json", "import-map.schema.json") }
        from module in Directory.GetDirectories(Repository.PathOf("Modules"))
        let folder = Path.Combine(module, Path.GetDirectoryName(found.Item1)!)
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, Path.GetFileName(found.Item1), SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select new TheoryDataRow<string, string>(path, found.Item2);

    private static JsonSchema Sop => JsonSchema.Named("sop.schema.json");

    private static IEnumerable<string> Properties(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(p => p.Name == "properties" ? p.Value.EnumerateObject().SelectMany(q => Properties(q.Value).Prepend(q.Name)) : Properties(p.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Properties),
        _ => [],
    };

    [GeneratedRegex("""\b(?:Text|Words|Texts|Objects|Object|Flag|Whole|Raw)\("(?<name>[\w$]+)"|\b(?:Role|Length|Titles)\(\w+, "(?<name>\w+)"|Ladder\b.*?Objects\("(?<name>\w+)"|Words\("(?<name>\w+)""")]
    private static partial Regex Asked();
}
