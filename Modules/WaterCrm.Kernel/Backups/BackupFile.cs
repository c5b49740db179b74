using System.IO.Compression;
using System.Security.Cryptography;

namespace WaterCrm.Kernel.Backups;

/// <summary>A backup opened for reading. Everything in it may be damaged or made up: nothing is believed that its manifest does not confirm.</summary>
internal sealed class BackupFile : IDisposable
{
    private const string Database = "database/";

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries;

    private BackupFile(string path, ZipArchive zip, Dictionary<string, ZipArchiveEntry> entries, BackupManifest manifest) => (Path, this.zip, this.entries, Manifest) = (path, zip, entries, manifest);

    public string Path { get; }

    public BackupManifest Manifest { get; }

    public long Bytes => Manifest.Entries.Sum(e => e.Bytes);

    /// <summary>The entry with the database.</summary>
    public BackupEntry DatabaseEntry => Manifest.Entries.Single(e => e.Name.StartsWith(Database, StringComparison.Ordinal));

    public static BackupFile Open(string path)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), ZipArchiveMode.Read);
            var entries = Listed(path, zip);
            return new BackupFile(path, zip, entries, ManifestOf(path, entries));
        }
        catch (Exception failure)
        {
            zip?.Dispose();
            throw failure switch
            {
                BackupRefusedException => failure,
                FileNotFoundException or DirectoryNotFoundException => new BackupRefusedException($"There is no file {path}."),
                UnauthorizedAccessException or IOException and not EndOfStreamException => new BackupRefusedException($"The file {path} cannot be read: {failure.Message}", failure),
                _ => new BackupRefusedException($"{path} is no backup, or its list of contents is damaged.", failure),
            };
        }
    }

    /// <summary>Writes what an entry holds, and says where it is not what the manifest says.</summary>
    public void Read(BackupEntry entry, Stream to, BackupProgress progress, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var from = Guarded(entry, () => entries[entry.Name].Open());
        var (buffer, bytes) = (new byte[1 << 17], 0L);
        for (int read; (read = Guarded(entry, () => from.Read(buffer))) > 0; bytes += read)
        {
            token.ThrowIfCancellationRequested();
            if (bytes + read > entry.Bytes) throw Damaged(entry, null);
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            progress.Add(read);
        }

        if (bytes != entry.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != entry.Sha256) throw Damaged(entry, null);
    }

    public void Unpack(BackupEntry entry, string path, BackupProgress progress, CancellationToken token)
    {
        using var file = PrivateFiles.Create(path);
        Read(entry, file, progress, token);
        file.Flush(flushToDisk: true);
    }

    public void Dispose() => zip.Dispose();

    private T Guarded<T>(BackupEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure)
        {
            throw Damaged(entry, failure);
        }
    }

    private BackupRefusedException Damaged(BackupEntry entry, Exception? why) =>
        new($"The backup {Path} is damaged: {entry.Name} is not what it was when the backup was made. Take another backup.", why!);

    /// <summary>Names that lead out of the place they are unpacked to, or twice to the same, are no names.</summary>
    private static Dictionary<string, ZipArchiveEntry> Listed(string path, ZipArchive zip)
    {
        Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
            if (!IsName(entry.FullName) || !entries.TryAdd(entry.FullName, entry)) throw new BackupRefusedException($"{path} holds an entry named '{Shown(entry.FullName)}', which no backup has. Nothing of it is used.");
        return entries;
    }

    private static string Shown(string name) => string.Concat(name.Take(100).Select(c => char.IsControl(c) ? '?' : c));

    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 400 && !name.Any(c => char.IsControl(c) || c is '\\' or ':') && name.Split('/').All(part => part.Trim() is not ("" or "." or ".."))
        && (name == BackupManifest.EntryName || name.StartsWith(Database, StringComparison.Ordinal) || name.StartsWith("data/", StringComparison.Ordinal));

    private static BackupManifest ManifestOf(string path, Dictionary<string, ZipArchiveEntry> entries)
    {
        if (!entries.TryGetValue(BackupManifest.EntryName, out var entry)) throw new BackupRefusedException($"{path} is no backup: it has no {BackupManifest.EntryName}.");
        using var content = entry.Open();
        if (BackupManifest.Read(content) is not { Entries: not null, Database: { Rows: not null, Migrations: not null }, Modules: not null, Missing: not null, Version: not null } manifest || manifest.Entries.Any(e => e is not { Name: not null, Sha256: not null }))
            throw new BackupRefusedException($"{path} is no backup, or it is damaged: its {BackupManifest.EntryName} cannot be read.");
        if (manifest.Format > BackupManifest.ThisFormat) throw new BackupRefusedException($"The backup {path} was made by a newer version ({manifest.Version}). Install that version, or a newer one.");

        var named = manifest.Entries.Select(e => e.Name).Append(BackupManifest.EntryName).ToHashSet(StringComparer.Ordinal);
        var listed = entries.Values.Select(e => e.FullName).ToHashSet(StringComparer.Ordinal);
        if (named.Except(listed).Order(StringComparer.Ordinal).FirstOrDefault() is { } gone) throw new BackupRefusedException($"The backup {path} is damaged: {Shown(gone)} is not in it. Take another backup.");
        if (listed.Except(named).Order(StringComparer.Ordinal).FirstOrDefault() is { } extra) throw new BackupRefusedException($"{path} holds an entry named '{Shown(extra)}' of which its {BackupManifest.EntryName} knows nothing. Nothing of it is used.");
        if (manifest.Entries.Count(e => e.Name.StartsWith(Database, StringComparison.Ordinal)) != 1) throw new BackupRefusedException($"The backup {path} is damaged: it does not hold one database.");
        return manifest;
    }
}
