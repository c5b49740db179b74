using System.Text.Json;
using System.Text.RegularExpressions;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Forms;

/// <summary>
/// The questions of a form, in order: the one format for steps of procedures, questionnaires, public reports and bookings
/// (docs/schemas/form.schema.json).
/// </summary>
public sealed partial class FormDefinition
{
    /// <summary>More questions than anybody answers on one page.</summary>
    public const int MaxFields = 100;

    private const int MaxOptions = 200;
    private const int MaxTextLength = 20_000;

    private static readonly string[] Autocompletes =
        ["off", "name", "given-name", "family-name", "organization", "email", "tel", "street-address", "address-line1", "address-line2", "address-level1", "address-level2", "address-level3", "postal-code", "bday"];

    public static readonly Error Invalid = new("forms.invalid-definition", "The form cannot be used: its definition has errors.");

    private readonly Dictionary<string, FormField> byId;

    private FormDefinition(IReadOnlyList<FormField> fields) => (Fields, byId) = (fields, fields.ToDictionary(f => f.Id));

    public static FormDefinition Empty { get; } = new([]);

    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>A form whose fields a program knows, not a document.</summary>
    internal static FormDefinition Of(IReadOnlyList<FormField> fields) => new(fields);

    public FormField? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Reads <c>{ "fields": [ ... ] }</c> or the bare list; the refusal names every error at its place.</summary>
    public static Result<FormDefinition> Parse(string json) => DefinitionDocument.Read(json, Invalid, (root, problems) => Read(root, "", problems));

    /// <summary>Reads a form inside another definition; problems are noted under its path. Null where there are any.</summary>
    public static FormDefinition? Read(JsonElement root, string path, ICollection<FieldError> problems)
    {
        var before = problems.Count;
        var entries = DefinitionObject.ObjectsOf(root, path, MaxFields, problems, inside: "fields");
        var fields = new List<FormField>();
        var ids = new HashSet<string>();
        foreach (var entry in entries)
        {
            if (ReadField(entry) is not { } field) continue;
            if (!ids.Add(field.Id)) entry.Refuse("id", "The id '{0}' is used twice in this form.", field.Id);
            fields.Add(field);
        }
        return problems.Count == before ? new(fields) : null;
    }

    private static FormField? ReadField(DefinitionObject entry)
    {
        var id = entry.Text("id", required: true, maxLength: 60);
        if (id is not null && !Id().IsMatch(id)) entry.Refuse("id", "'{0}' is no id: small letters, digits and hyphens, beginning with a letter, at most 40.", id);
        var typeName = entry.Text("type", required: true);
        var label = entry.Words("label", required: true);
        if (typeName is not null && !FormField.Types.ContainsKey(typeName)) entry.Refuse("type", "The type '{0}' is not known. Known are: {1}.", typeName, string.Join(", ", FormField.Types.Keys.Order(StringComparer.Ordinal)));
        // Without a known type it is not known either which properties it may have.
        if (typeName is null || !FormField.Types.TryGetValue(typeName, out var type)) return null;

        var field = new FormField(id ?? "", type, label ?? "?") { Help = entry.Words("help") };
        if (field.Asks) field = field with { Required = entry.Flag("required") };
        field = type switch
        {
            FieldType.Text or FieldType.Phone => field with { MaxLength = entry.Whole("maxLength", 1, 1000) ?? FormField.TextLength, Autocomplete = Autocomplete(entry) ?? (type is FieldType.Phone ? "tel" : null) },
            FieldType.LongText => field with { MaxLength = entry.Whole("maxLength", 1, MaxTextLength) ?? FormField.LongTextLength },
            FieldType.Number => field with { Unit = entry.Words("unit"), Min = entry.Number("min"), Max = entry.Number("max") },
            FieldType.Choice or FieldType.Choices => field with { Options = Options(entry) },
            FieldType.Photo => field with { MaxFiles = entry.Whole("maxFiles", 1, 10) ?? 1 },
            _ => field,
        };
        if (field.Min > field.Max) entry.Refuse("min", "The smallest number {0} is larger than the largest, {1}.", field.Min!, field.Max!);
        entry.NothingElse();
        return id is null || label is null ? null : field;
    }

    private static List<FieldOption> Options(DefinitionObject entry)
    {
        var options = new List<FieldOption>();
        foreach (var part in entry.Objects("options", MaxOptions))
        {
            var (value, label) = (part.Text("value", required: true, maxLength: 60), part.Words("label", required: true));
            part.NothingElse();
            if (value is null || label is null) continue;
            if (!Value().IsMatch(value)) part.Refuse("value", "'{0}' is no value of an answer: letters, digits, hyphens and dots.", value);
            if (options.Any(o => o.Value == value)) part.Refuse("value", "The value '{0}' is used twice in this question.", value);
            options.Add(new(value, label));
        }
        if (!entry.Has("options") || options.Count == 0) entry.Refuse("options", "A question to choose needs at least one answer.");
        return options;
    }

    private static string? Autocomplete(DefinitionObject entry)
    {
        if (entry.Text("autocomplete") is not { } name) return null;
        if (Autocompletes.Contains(name)) return name;
        entry.Refuse("autocomplete", "'{0}' is not known here. Known are: {1}.", name, string.Join(", ", Autocompletes));
        return null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]*\z")]
    private static partial Regex Value();
}
