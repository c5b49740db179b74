using System.Text.Json;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Definitions;

/// <summary>
/// Reads one JSON object of a definition strictly: every property is asked for by name, whatever was not asked for is refused,
/// and every problem is noted at its place instead of stopping at the first. The reasons are English as the property names are: they speak
/// to whoever writes the file.
/// </summary>
public sealed class DefinitionObject(JsonElement element, string path, ICollection<FieldError> problems)
{
    private readonly HashSet<string> asked = [];

    public string Path { get; } = path;

    public bool Has(string name) => Find(name) is not null;

    public void Refuse(string name, string reason, params object[] args) => Note(problems, At(name), reason, args);

    public string? Text(string name, bool required = false, int maxLength = 500)
    {
        if (Find(name) is not { } value)
        {
            if (required) Refuse(name, "This property is missing.");
            return null;
        }
        if (value.ValueKind is not JsonValueKind.String)
        {
            Refuse(name, "A text in quotes is expected here.");
            return null;
        }
        if (!TryText(value, out var text) || string.IsNullOrWhiteSpace(text) || text.Length > maxLength)
        {
            Refuse(name, "A text of 1 to {0} characters is expected here.", maxLength);
            return null;
        }
        return text;
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } value) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Refuse(name, "Either true or false is expected here.");
        return value.ValueKind is JsonValueKind.True;
    }

    public decimal? Number(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;
        Refuse(name, "A number is expected here.");
        return null;
    }

    public int? Whole(string name, int min, int max)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Refuse(name, "A whole number from {0} to {1} is expected here.", min, max);
        return null;
    }

    /// <summary>A text per language, or a plain string that is then the English one.</summary>
    public LocalText? Words(string name, bool required = false, int maxLength = 1000)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Object } value)
        {
            if (!Has(name) && required) Refuse(name, "This text is missing. Give it at least in English (en).");
            return Has(name) ? Text(name, maxLength: maxLength) : null;
        }

        var inner = new DefinitionObject(value, At(name), problems);
        var words = new Dictionary<string, string>();
        foreach (var language in LocalText.Languages)
        {
            if (inner.Text(language, required: language == "en", maxLength) is { } text) words[language] = text;
        }
        inner.NothingElse();
        return words.ContainsKey("en") ? new LocalText(words) : null;
    }

    /// <summary>A property as it stands there, for readers of its own; null where it is missing.</summary>
    public JsonElement? Raw(string name) => Find(name);

    public DefinitionObject? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Object) return new(value, At(name), problems);
        Refuse(name, "An object in braces is expected here.");
        return null;
    }

    public IReadOnlyList<DefinitionObject> Objects(string name, int max = 1000) => Find(name) is { } value ? ObjectsOf(value, At(name), max, problems) : [];

    public IReadOnlyList<string> Texts(string name, int max = 1000)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > max || value.EnumerateArray().Any(e => e.ValueKind is not JsonValueKind.String || !TryText(e, out _)))
        {
            Refuse(name, "A list of at most {0} texts is expected here.", max);
            return [];
        }
        return [.. value.EnumerateArray().Select(e => e.GetString()!)];
    }

    /// <summary>Refuses every property nobody asked for: a misspelt name must not be silently without effect.</summary>
    public void NothingElse()
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!asked.Contains(property.Name)) Refuse(property.Name, "This property is not known here. Known are: {0}.", string.Join(", ", asked.Order(StringComparer.Ordinal)));
        }
    }

    /// <summary>
    /// The objects of a list, or none and a problem where it is not such a list. With <paramref name="inside"/> the list may also stand
    /// under that name in an object, with <paramref name="beside"/> it.
    /// </summary>
    public static IReadOnlyList<DefinitionObject> ObjectsOf(JsonElement list, string path, int max, ICollection<FieldError> problems, string? inside = null, string[]? beside = null)
    {
        if (inside is not null && list.ValueKind is JsonValueKind.Object)
        {
            var holder = new DefinitionObject(list, path, problems);
            holder.Text("$schema");
            foreach (var known in beside ?? []) holder.Raw(known);
            var entries = holder.Objects(inside, max);
            if (!holder.Has(inside)) holder.Refuse(inside, "This property is missing.");
            holder.NothingElse();
            return entries;
        }
        if (list.ValueKind is not JsonValueKind.Array)
        {
            Note(problems, path, "A list in square brackets is expected here.");
            return [];
        }
        if (list.GetArrayLength() > max)
        {
            Note(problems, path, "There are {0} entries here, at most {1} are allowed.", list.GetArrayLength(), max);
            return [];
        }

        var objects = new List<DefinitionObject>();
        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            var place = $"{path}[{index++}]";
            if (entry.ValueKind is JsonValueKind.Object) objects.Add(new(entry, place, problems));
            else Note(problems, place, "An object in braces is expected here.");
        }
        return objects;
    }

    internal static void Note(ICollection<FieldError> problems, string path, string reason, params object[] args) => problems.Add(new FieldError(path, reason) { Args = args });

    private string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }

    /// <summary>False for an escaped lone surrogate, which is valid JSON and no valid text.</summary>
    private static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
