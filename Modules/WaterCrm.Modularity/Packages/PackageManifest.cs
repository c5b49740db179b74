using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WaterCrm.Modularity.Packages;

/// <summary>What a package says of itself. It stands in the file as <c>package.json</c>, for people too.</summary>
public sealed record PackageManifest
{
    public const string EntryName = "package.json";

    /// <summary>Goes up when an older version could not read the file any more.</summary>
    public const int ThisFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectNullableAnnotations = true };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] Fields = ["id", "version", "name", "description", "isTheme", "contract", "dependencies", "features", "files"];

    public required int Format { get; init; }
    public required string Id { get; init; }
    public required string Version { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required bool IsTheme { get; init; }

    /// <summary>The version of the module contract it was built against.</summary>
    public required string Contract { get; init; }

    /// <summary>What its main feature needs.</summary>
    public required IReadOnlyList<string> Dependencies { get; init; }

    /// <summary>The main feature first.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>All files of the package but this one.</summary>
    public required IReadOnlyList<PackedFile> Files { get; init; }

    internal string MainFile => $"{Id}.dll";

    internal static PackageManifest Of(AssemblyFacts facts, IReadOnlyList<PackedFile> files) => new()
    {
        Format = ThisFormat, Id = facts.Id, Version = facts.Version, Name = facts.Name, Description = facts.Description, IsTheme = facts.IsTheme,
        Contract = facts.Contract?.ToString() ?? "", Dependencies = facts.Dependencies, Features = facts.Features, Files = files,
    };

    internal byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    internal static PackageManifest Read(byte[] content)
    {
        try
        {
            if (JsonNode.Parse(content, documentOptions: Strict) is not JsonObject said) throw Unreadable("it holds no fields");
            if (said["format"] is not JsonValue format || !format.TryGetValue<int>(out var number)) throw new PackageRefusedException($"The package's {EntryName} does not say which format it has.");
            if (number != ThisFormat) throw new PackageRefusedException($"The package has format {number}, and this program knows format {ThisFormat}. Update the program, or pack the module anew with this version.");
            if (Fields.Where(field => said[field] is null).ToArray() is { Length: > 0 } missing) throw new PackageRefusedException($"The package's {EntryName} does not say: {string.Join(", ", missing)}. Pack the module anew.");
            var manifest = said.Deserialize<PackageManifest>(Json)!;
            return PackageWords.Wrong(manifest) is { } wrong ? throw new PackageRefusedException(wrong) : manifest;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw Unreadable(broken.Message);
        }
    }

    private static PackageRefusedException Unreadable(string why) => new($"The package's {EntryName} cannot be read: {PackageNames.Shown(why)}");
}

/// <summary>One file of the package.</summary>
/// <param name="Path">Below the module's folder, with slashes.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its content, in small hexadecimal digits.</param>
public sealed record PackedFile(string Path, long Bytes, string Sha256);
