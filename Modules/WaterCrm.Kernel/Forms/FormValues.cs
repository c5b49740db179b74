using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WaterCrm.Kernel.Forms;

/// <summary>
/// The answers to a form: texts, numbers, yes or no, and lists. Dates, times and telephone numbers are texts in machine form, so that what
/// is stored as JSON reads back the same without the definition.
/// </summary>
[JsonConverter(typeof(FormValuesConverter))]
public sealed class FormValues
{
    private readonly FrozenDictionary<string, object> values;

    internal FormValues(IEnumerable<KeyValuePair<string, object>> values) => this.values = values.ToFrozenDictionary();

    public static FormValues Empty { get; } = new([]);

    public IEnumerable<string> Ids => values.Keys.Order(StringComparer.Ordinal);

    public bool Has(string id) => values.ContainsKey(id);

    /// <summary>Text, long text, the value of a choice, or a telephone number as it was written.</summary>
    public string? Text(string id) => values.GetValueOrDefault(id) as string;

    public decimal? Number(string id) => values.GetValueOrDefault(id) as decimal?;

    public bool? YesNo(string id) => values.GetValueOrDefault(id) as bool?;

    public DateOnly? Date(string id) => DateOnly.TryParseExact(Text(id), FormReader.DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public TimeOnly? Time(string id) => TimeOnly.TryParseExact(Text(id), FormReader.TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Values of the answers chosen, or ids of the files of a photo field.</summary>
    public IReadOnlyList<string> Choices(string id) => values.GetValueOrDefault(id) as string[] ?? [];

    /// <summary>The answer as a browser would send it.</summary>
    internal IReadOnlyList<string> Sent(string id) => values.GetValueOrDefault(id) switch
    {
        string text => [text],
        decimal number => [number.ToString(CultureInfo.InvariantCulture)],
        bool yes => [yes ? FormReader.Yes : FormReader.No],
        string[] several => several,
        _ => [],
    };

    public string ToJson() => JsonSerializer.Serialize(this, FormValuesConverter.Readable);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static FormValues FromJson(string json) => JsonSerializer.Deserialize<FormValues>(json) ?? Empty;

    internal object this[string id] => values[id];
}

internal sealed class FormValuesConverter : JsonConverter<FormValues>
{
    /// <summary>Letters of all languages stay letters: the answers are read by people in exports, and escapes treble their size.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public override FormValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind is not JsonValueKind.Object) throw new JsonException("Answers are an object.");
        return new(document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p.Value))));
    }

    public override void Write(Utf8JsonWriter writer, FormValues value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var id in value.Ids)
        {
            writer.WritePropertyName(id);
            JsonSerializer.Serialize(writer, value[id], options);
        }
        writer.WriteEndObject();
    }

    private static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(e => e.GetString() ?? throw new JsonException("Answers to choose from are texts.")).ToArray(),
        _ => throw new JsonException("An answer is a text, a number, yes or no, or a list of texts."),
    };
}
