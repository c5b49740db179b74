using System.Text.Json;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;

namespace WaterCrm.Tests.Forms;

internal static class TestForms
{
    /// <summary>One field of every kind.</summary>
    public static FormDefinition Everything { get; } = Parse("""
        { "fields": [
          { "id": "hint", "type": "note", "label": { "en": "Be kind", "vi": "Xin nhẹ lời" } },
          { "id": "name", "type": "text", "label": { "en": "Name", "vi": "Họ tên", "zh-Hans": "姓名" }, "required": true, "maxLength": 20, "autocomplete": "name" },
          { "id": "story", "type": "longtext", "label": { "en": "What happened?" }, "help": { "en": "In your own words", "vi": "Bằng lời của bạn" }, "maxLength": 4000 },
          { "id": "pressure", "type": "number", "label": "Pressure", "unit": { "en": "bar" }, "min": 0, "max": 16.5 },
          { "id": "since", "type": "date", "label": "Since when?" },
          { "id": "at", "type": "time", "label": "At what time?" },
          { "id": "kind", "type": "choice", "label": "Kind", "required": true, "options": [ { "value": "leak", "label": { "en": "Leak", "vi": "Rò rỉ" } }, { "value": "smell", "label": "Smell" } ] },
          { "id": "seen", "type": "choices", "label": "What did you see?", "options": [ { "value": "mud", "label": "Mud" }, { "value": "air", "label": "Air" } ] },
          { "id": "danger", "type": "yesno", "label": "Is anybody in danger?" },
          { "id": "call", "type": "phone", "label": "Telephone" },
          { "id": "photo", "type": "photo", "label": "Photos", "maxFiles": 2 } ] }
        """);

    public static FormDefinition Parse(string json)
    {
        var parsed = FormDefinition.Parse(json);
        Assert.True(parsed.Error is null, string.Join("\n", parsed.Error?.Fields.Select(f => $"{f.Field}: {f.Message}") ?? []));
        return parsed.Value;
    }

    public static FormDefinition One(string type, string rest = "") => Parse($$"""[ { "id": "it", "type": "{{type}}", "label": "It" {{rest}} } ]""");

    public static FormReading Read(FormDefinition form, params (string Name, string Value)[] sent) =>
        FormReader.Read(form, sent.Select(s => KeyValuePair.Create(s.Name, new StringValues(s.Value))));

    public static FormReading ReadIt(FormDefinition form, params string[] values) => FormReader.Read(form, [KeyValuePair.Create("it", new StringValues(values))]);

    public static string Quoted(string text) => JsonSerializer.Serialize(text);
}
