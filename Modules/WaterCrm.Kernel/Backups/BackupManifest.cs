using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>What a backup says of itself. It stands in the file as <c>manifest.json</c>, for people too.</summary>
public sealed record BackupManifest
{
    public const string EntryName = "manifest.json";

    /// <summary>Goes up when an older version could not read the file any more.</summary>
    public const int ThisFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public required int Format { get; init; }

    /// <summary>Of the program that made it.</summary>
    public required string Version { get; init; }

    /// <summary>Modules that were on, with their versions.</summary>
    public required IReadOnlyDictionary<string, string> Modules { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    public required DatabaseProvider Provider { get; init; }

    public required DatabaseContents Database { get; init; }

    /// <summary>All entries of the file but this one.</summary>
    public required IReadOnlyList<BackupEntry> Entries { get; init; }

    /// <summary>Files that records named and that were not there, or not what they should be, when the backup was made.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public void Write(Stream to) => JsonSerializer.Serialize(to, this, Json);

    /// <summary>Null where this is none.</summary>
    public static BackupManifest? Read(Stream from)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(from, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One file of the backup.</summary>
/// <param name="Name">Its path, with slashes.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its content, in small hexadecimal digits.</param>
public sealed record BackupEntry(string Name, long Bytes, string Sha256);
