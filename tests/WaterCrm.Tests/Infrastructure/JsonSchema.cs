using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WaterCrm.Tests.Infrastructure;

/// <summary>
/// Holds documents against the schemas of docs/schemas. No library for it restores here; this knows the words that those schemas use and
/// stops at any other, so that a schema never says what nobody checks.
/// </summary>
public sealed class JsonSchema
{
    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip };
    private static readonly HashSet<string> SayNothing = ["$schema", "$defs", "title", "description", "default"];

    private readonly Dictionary<string, JsonElement> files = [];
    private readonly string first;

    private JsonSchema(string file) => first = file;

    public static JsonSchema Named(string file) => new(file);

    /// <summary>What is wrong in the document, place by place; nothing where it keeps to the schema.</summary>
    public IReadOnlyList<string> Flaws(string json)
    {
        using var document = JsonDocument.Parse(json, Commented);
        return [.. Flaws(File(first), first, document.RootElement, "")];
    }

    private IEnumerable<string> Flaws(JsonElement schema, string file, JsonElement value, string at) =>
        schema.ValueKind is JsonValueKind.False ? [$"{at}: is not expected here"]
        : schema.ValueKind is JsonValueKind.True ? []
        : schema.EnumerateObject().Where(word => !SayNothing.Contains(word.Name)).SelectMany(word => Check(word, schema, file, value, at));

    private IEnumerable<string> Check(JsonProperty word, JsonElement schema, string file, JsonElement value, string at) => word.Name switch
    {
        "$ref" => Referred(word.Value.GetString()!, file) is var (target, where) ? Flaws(target, where, value, at) : [],
        "type" => Unless(IsOf(value, word.Value.GetString()!), $"{at}: is not of type {word.Value}"),
        "enum" => Unless(word.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{at}: is none of {word.Value}"),
        "oneOf" => Unless(word.Value.EnumerateArray().Count(one => !Flaws(one, file, value, at).Any()) == 1, $"{at}: fits none or several of those to choose from"),
        "required" => Of(value, JsonValueKind.Object, _ => word.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out var _)).Select(name => $"{at}: {name} is missing")),
        "dependentRequired" => Of(value, JsonValueKind.Object, _ => word.Value.EnumerateObject().Where(given => value.TryGetProperty(given.Name, out var _))
            .SelectMany(given => given.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out var _)).Select(name => $"{at}: {name} is missing beside {given.Name}"))),
        "properties" => Of(value, JsonValueKind.Object, _ => word.Value.EnumerateObject().SelectMany(property => value.TryGetProperty(property.Name, out var inside) ? Flaws(property.Value, file, inside, $"{at}/{property.Name}") : [])),
        "additionalProperties" => Of(value, JsonValueKind.Object, _ => value.EnumerateObject().Where(property => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out var _)))
            .SelectMany(property => Flaws(word.Value, file, property.Value, $"{at}/{property.Name}"))),
        "items" => Of(value, JsonValueKind.Array, _ => value.EnumerateArray().SelectMany((item, i) => Flaws(word.Value, file, item, $"{at}/{i.ToString(CultureInfo.InvariantCulture)}"))),
        "minItems" => Of(value, JsonValueKind.Array, _ => Unless(value.GetArrayLength() >= word.Value.GetInt32(), $"{at}: has fewer than {word.Value}")),
        "maxItems" => Of(value, JsonValueKind.Array, _ => Unless(value.GetArrayLength() <= word.Value.GetInt32(), $"{at}: has more than {word.Value}")),
        "minLength" => Of(value, JsonValueKind.String, text => Unless(text.EnumerateRunes().Count() >= word.Value.GetInt32(), $"{at}: is shorter than {word.Value}")),
        "maxLength" => Of(value, JsonValueKind.String, text => Unless(text.EnumerateRunes().Count() <= word.Value.GetInt32(), $"{at}: is longer than {word.Value}")),
        "pattern" => Of(value, JsonValueKind.String, text => Unless(Regex.IsMatch(text, word.Value.GetString()!, RegexOptions.ECMAScript), $"{at}: is not written as {word.Value}")),
        "format" when word.Value.GetString() == "date" => Of(value, JsonValueKind.String, text => Unless(DateOnly.TryParseExact(text, "yyyy-MM-dd", out _), $"{at}: is no date")),
        "minimum" => Of(value, JsonValueKind.Number, _ => Unless(value.GetDecimal() >= word.Value.GetDecimal(), $"{at}: is below {word.Value}")),
        "maximum" => Of(value, JsonValueKind.Number, _ => Unless(value.GetDecimal() <= word.Value.GetDecimal(), $"{at}: is above {word.Value}")),
        _ => throw new InvalidOperationException($"{file} says {word.Name} ({word.Value}), which this check does not know. Teach it, or the schema says what nobody checks."),
    };

    private static IEnumerable<string> Unless(bool kept, string flaw) => kept ? [] : [flaw];

    /// <summary>A word about one kind of value says nothing about others.</summary>
    private static IEnumerable<string> Of(JsonElement value, JsonValueKind kind, Func<string, IEnumerable<string>> check) =>
        value.ValueKind == kind ? check(kind is JsonValueKind.String ? value.GetString()! : "") : [];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.GetDecimal() % 1 == 0,
        _ => throw new InvalidOperationException($"Nobody knows the type {type}."),
    };

    private (JsonElement Schema, string File) Referred(string address, string file)
    {
        var (where, inside) = address.Split('#') is [var path, var pointer] ? (path, pointer) : (address, "");
        if (where.Length == 0) where = file;
        var schema = File(where);
        foreach (var name in inside.Split('/', StringSplitOptions.RemoveEmptyEntries)) schema = schema.GetProperty(name);
        return (schema, where);
    }

    private JsonElement File(string name)
    {
        if (files.TryGetValue(name, out var known)) return known;
        using var read = JsonDocument.Parse(System.IO.File.ReadAllText(Repository.PathOf("docs", "schemas", name)), Commented);
        return files[name] = read.RootElement.Clone();
    }
}
