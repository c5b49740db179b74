using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using WaterCrm.Modularity.Packages;

namespace WaterCrm.Tests.Packages;

/// <summary>A package taken apart, to be changed as no tool would and put together again.</summary>
internal sealed class MadePackage
{
    public List<(string Name, byte[] Content, int Attributes)> Entries { get; } = [];

    public JsonObject Said { get; private set; } = [];

    public JsonArray Files => Said["files"]!.AsArray();

    /// <summary>Where the modules and themes lie that were built with the tests.</summary>
    public static string FolderOf(string id) =>
        new[] { "fixtures", "modules" }.Select(place => Path.Combine(AppContext.BaseDirectory, place, id)).Single(Directory.Exists);

    public static MadePackage Of(string zipPath)
    {
        var made = new MadePackage();
        using var zip = ZipFile.OpenRead(zipPath);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var from = entry.Open()) from.CopyTo(content);
            if (entry.FullName == PackageManifest.EntryName) made.Said = JsonNode.Parse(content.ToArray())!.AsObject();
            else made.Entries.Add((entry.FullName, content.ToArray(), entry.ExternalAttributes));
        }

        return made;
    }

    public void Add(string name, byte[] content, int attributes = 0, bool listed = true)
    {
        Entries.Add((name, content, attributes));
        if (listed) List(name, content);
    }

    public void List(string name, byte[] content, long? bytes = null) => Files.Add(new JsonObject
    {
        ["path"] = name, ["bytes"] = bytes ?? content.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
    });

    public JsonObject Listed(string name) => Files.Single(f => (string?)f!["path"] == name)!.AsObject();

    public void Replace(string name, byte[] content)
    {
        Remove(name);
        Add(name, content);
    }

    public void Remove(string name)
    {
        Entries.RemoveAll(e => e.Name == name);
        Files.Remove(Listed(name));
    }

    public void Write(string zipPath, string? manifest = null, string manifestName = PackageManifest.EntryName)
    {
        File.Delete(zipPath);
        using var zip = ZipFile.Open(zipPath, ZipArchiveMode.Create);
        foreach (var (name, content, attributes) in Entries.Prepend((manifestName, System.Text.Encoding.UTF8.GetBytes(manifest ?? Said.ToJsonString()), 0)))
        {
            var entry = zip.CreateEntry(name);
            entry.ExternalAttributes = attributes;
            using var to = entry.Open();
            to.Write(content);
        }
    }

    /// <summary>An assembly as if it had been built against another version of the module contract.</summary>
    public static byte[] BuiltAgainst(byte[] assembly, ushort major, ushort minor, string only = "WaterCrm.")
    {
        var changed = (byte[])assembly.Clone();
        using var dll = new PEReader(new MemoryStream(assembly));
        var metadata = dll.GetMetadataReader();
        var rows = dll.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef);
        foreach (var (index, handle) in metadata.AssemblyReferences.Index())
        {
            if (!metadata.GetString(metadata.GetAssemblyReference(handle).Name).StartsWith(only, StringComparison.Ordinal)) continue;
            var row = rows + index * metadata.GetTableRowSize(TableIndex.AssemblyRef);
            BitConverter.TryWriteBytes(changed.AsSpan(row), major);
            BitConverter.TryWriteBytes(changed.AsSpan(row + 2), minor);
        }

        return changed;
    }
}
