using System.Globalization;
using System.Text.Json;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Forms;

public sealed class FormDefinitionTests
{
    [Theory]
    [InlineData("""[ { "id": "a", "type": "colour", "label": "A" } ]""", "[0].type", "colour")]
    [InlineData("""{ "fields": [ { "id": "a", "type": "colour", "label": "A" } ] }""", "fields[0].type", "colour")]
    [InlineData("""[ { "id": "a", "type": "text", "label": "A" }, { "id": "a", "type": "text", "label": "B" } ]""", "[1].id", "a")]
    [InlineData("""[ { "id": "A b", "type": "text", "label": "A" } ]""", "[0].id", "A b")]
    [InlineData("""[ { "type": "text", "label": "A" } ]""", "[0].id", null)]
    [InlineData("""[ { "id": "a", "type": "text" } ]""", "[0].label", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": { "vi": "A" } } ]""", "[0].label.en", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": { "en": "A", "fr": "A" } } ]""", "[0].label.fr", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": "A", "requierd": true } ]""", "[0].requierd", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": "A", "min": 1 } ]""", "[0].min", null)]
    [InlineData("""[ { "id": "a", "type": "note", "label": "A", "required": true } ]""", "[0].required", null)]
    [InlineData("""[ { "id": "a", "type": "number", "label": "A", "min": 2, "max": 1 } ]""", "[0].min", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": "A", "maxLength": 0 } ]""", "[0].maxLength", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": "A", "required": "yes" } ]""", "[0].required", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": "A", "autocomplete": "cc-number" } ]""", "[0].autocomplete", "cc-number")]
    [InlineData("""[ { "id": "a", "type": "choice", "label": "A" } ]""", "[0].options", null)]
    [InlineData("""[ { "id": "a", "type": "choice", "label": "A", "options": [ { "value": "x", "label": "X" }, { "value": "x", "label": "Y" } ] } ]""", "[0].options[1].value", "x")]
    [InlineData("""[ { "id": "a", "type": "choice", "label": "A", "options": [ { "value": "x y", "label": "X" } ] } ]""", "[0].options[0].value", "x y")]
    [InlineData("""[ { "id": "a", "type": "choice", "label": "A", "options": [ "x" ] } ]""", "[0].options[0]", null)]
    [InlineData("""[ { "id": "a", "id": "b", "type": "text", "label": "A" } ]""", "", null)]
    [InlineData("""[ { "id": "a", "type": "text", "label": "\ud800" } ]""", "[0].label", null)]
    [InlineData("""{ "field": [] }""", "fields", null)]
    [InlineData("""{ "fields": {} }""", "fields", null)]
    [InlineData("""[ 7 ]""", "[0]", null)]
    [InlineData("7", "", null)]
    [InlineData("", "", null)]
    public void What_is_wrong_is_named_at_its_place(string json, string place, string? named)
    {
        var refused = FormDefinition.Parse(json).Error;

        Assert.Equal("forms.invalid-definition", refused?.Code);
        var problem = Assert.Single(refused!.Fields, f => f.Field == place);
        var sentence = string.Format(CultureInfo.InvariantCulture, problem.Message, problem.Args);
        if (named is not null) Assert.Contains(named, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void More_fields_than_anybody_answers_are_refused()
    {
        string Fields(int count) => $"[{string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{ "id": "f{{i}}", "type": "text", "label": "F" }"""))}]";

        Assert.Equal(FormDefinition.MaxFields, TestForms.Parse(Fields(FormDefinition.MaxFields)).Fields.Count);
        Assert.NotNull(FormDefinition.Parse(Fields(FormDefinition.MaxFields + 1)).Error);
    }

    [Fact]
    public void All_errors_are_named_at_once() =>
        Assert.Equal(["[0].label", "[1].type"], FormDefinition.Parse("""[ { "id": "a", "type": "text" }, { "id": "b", "type": "x", "label": "B" } ]""").Error!.Fields.Select(f => f.Field));

    [Fact]
    public void A_form_inside_another_definition_notes_its_errors_under_that_path()
    {
        using var step = JsonDocument.Parse("""[ { "id": "a", "type": "text" } ]""");
        var problems = new List<FieldError>();

        Assert.Null(FormDefinition.Read(step.RootElement, "steps[2].form", problems));
        Assert.Equal("steps[2].form[0].label", Assert.Single(problems).Field);
    }

    [Fact]
    public void The_published_schema_knows_the_types_and_properties_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "schemas", "form.schema.json")));
        var parts = schema.RootElement.GetProperty("$defs");
        var field = parts.GetProperty("field");
        string[] types = [.. field.GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(t => t.GetString()!)];

        Assert.Equal(FormField.Types.Keys.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
        var known = types.SelectMany(type => Known($$"""[ { "id": "a", "type": "{{type}}", "label": "A", "?": 1 } ]""", "[0].?")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(known, Names(field));
        Assert.Equal(Known("""[ { "id": "a", "type": "choice", "label": "A", "options": [ { "?": 1 } ] } ]""", "[0].options[0].?"), Names(parts.GetProperty("option")));
    }

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Known(string json, string place) => ((string)FormDefinition.Parse(json).Error!.Fields.Single(f => f.Field == place).Args[0]).Split(", ");
}
