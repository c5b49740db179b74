using System.Text.Json;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Definitions;

/// <summary>Opens the JSON of a definition and turns everything wrong in it into one refusal whose fields are the places.</summary>
public static class DefinitionDocument
{
    /// <summary>Comments and a comma too many are forgiven, as people write these files by hand; a property given twice is not.</summary>
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    /// <summary>Reads a whole document; <paramref name="invalid"/> is the refusal that carries the problems.</summary>
    public static Result<T> Read<T>(string json, Error invalid, Func<JsonElement, ICollection<FieldError>, T?> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return Read(document.RootElement, invalid, read);
        }
        catch (JsonException broken)
        {
            return Unreadable(invalid, "This is not readable JSON: {0}", broken.Message);
        }
        catch (ArgumentException)   // lone surrogates cannot be written as UTF-8
        {
            return Unreadable(invalid, "This text contains broken characters.");
        }
    }

    /// <summary>Reads a definition that stands inside another document.</summary>
    public static Result<T> Read<T>(JsonElement root, Error invalid, Func<JsonElement, ICollection<FieldError>, T?> read) where T : class
    {
        var problems = new List<FieldError>();
        var made = read(root, problems);
        return problems.Count == 0 && made is not null ? made : invalid with { Fields = problems };
    }

    private static Error Unreadable(Error invalid, string reason, params object[] args)
    {
        var problems = new List<FieldError>();
        DefinitionObject.Note(problems, "", reason, args);
        return invalid with { Fields = problems };
    }
}
