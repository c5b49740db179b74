using System.IO.Compression;
using System.Security.Cryptography;
using static WaterCrm.Modularity.Packages.PackageNames;

namespace WaterCrm.Modularity.Packages;

/// <summary>A package opened for reading. Everything in it may be damaged or made up: nothing is believed that was not checked.</summary>
internal sealed class PackageFile : IDisposable
{
    private const int LargestManifest = 4 << 20;
    private const int LinkOrDevice = 0xF000, PlainFile = 0x8000, Folder = 0x10;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    private PackageFile(ZipArchive zip, PackageLimits limits)
    {
        this.zip = zip;
        foreach (var entry in zip.Entries) Take(entry);
        if (FolderThatIsAFile() is { } both) throw new PackageRefusedException($"The package holds {both} as a file and as a folder. Nothing of it is used.");
        CheckSize(zip.Entries.Sum(e => e.Length), limits);
        ManifestText = ReadManifest();
        Manifest = PackageManifest.Read(ManifestText);
        Compare();
    }

    public PackageManifest Manifest { get; }

    public byte[] ManifestText { get; }

    public static PackageFile Open(string path, PackageLimits limits)
    {
        if (!File.Exists(path)) throw new PackageRefusedException($"There is no file {path}.");

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        try
        {
            if (file.Length > limits.PackedBytes) throw new PackageRefusedException($"The file has {file.Length} bytes; a package may have {limits.PackedBytes}.");
            var entries = ZipEnd.Entries(file);
            if (entries - 1L > limits.Files) throw new PackageRefusedException($"The package holds {entries} files; it may hold {limits.Files}.");
            return new PackageFile(new ZipArchive(file, ZipArchiveMode.Read), limits);
        }
        catch (Exception failure)
        {
            file.Dispose();
            throw failure is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException ? new PackageRefusedException("The zip's list of contents is damaged. Fetch the file again.") : failure;
        }
    }

    /// <summary>Writes what a file holds; refuses it at the first byte too many, and when it is not what the package says.</summary>
    public void Read(PackedFile file, Stream to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Copy(entries[file.Path], file.Bytes, (part, count) =>
        {
            hash.AppendData(part, 0, count);
            to.Write(part, 0, count);
        });
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256) throw new PackageRefusedException($"{file.Path} is not what it was when the package was made: its SHA-256 differs. Fetch the package again.");
    }

    public void Dispose() => zip.Dispose();

    /// <summary>Names that lead elsewhere, or twice to the same place, are refused before anything is written.</summary>
    private void Take(ZipArchiveEntry entry)
    {
        var attributes = (uint)entry.ExternalAttributes;
        if (Wrong(entry.FullName) is { } wrong) throw Refused(entry, wrong);
        if ((attributes & Folder) != 0) throw Refused(entry, "is a folder; a package holds files only");
        if ((attributes >> 16 & LinkOrDevice) is not (0 or PlainFile)) throw Refused(entry, "is a link or a device and no plain file");
        if (entry.IsEncrypted) throw Refused(entry, "is encrypted");
        if (entry.CompressedLength > entry.Length + entry.Length / 100 + 100) throw Refused(entry, $"takes {entry.CompressedLength} bytes packed and says that it has {entry.Length}: there is more in it than it says");
        if (!entries.TryAdd(entry.FullName, entry)) throw Refused(entry, entries[entry.FullName].FullName == entry.FullName ? "stands there twice" : $"differs from {Shown(entries[entry.FullName].FullName)} by capital letters only");
    }

    private static PackageRefusedException Refused(ZipArchiveEntry entry, string why) => new($"The package holds '{Shown(entry.FullName)}', which {why}. Nothing of it is used.");

    private string? FolderThatIsAFile() => entries.Keys.SelectMany(FoldersOf).FirstOrDefault(entries.ContainsKey);

    private static IEnumerable<string> FoldersOf(string name) => name.Index().Where(letter => letter.Item == '/').Select(letter => name[..letter.Index]);

    private static void CheckSize(long bytes, PackageLimits limits)
    {
        if (bytes > limits.UnpackedBytes) throw new PackageRefusedException($"The package holds {bytes} bytes when it is unpacked; it may hold {limits.UnpackedBytes}.");
    }

    private byte[] ReadManifest()
    {
        if (!entries.TryGetValue(PackageManifest.EntryName, out var entry) || entry.FullName != PackageManifest.EntryName)
            throw new PackageRefusedException($"The zip is no package: it has no {PackageManifest.EntryName}. A package is what the command modules pack makes.");
        if (entry.Length > LargestManifest) throw new PackageRefusedException($"The package's {PackageManifest.EntryName} is longer than {LargestManifest} bytes.");

        using var content = new MemoryStream();
        Copy(entry, entry.Length, (part, count) => content.Write(part, 0, count));
        return content.ToArray();
    }

    /// <summary>The list and the zip name the same files, of the same length, and none that the host has itself.</summary>
    private void Compare()
    {
        var listed = new HashSet<string>(StringComparer.Ordinal) { PackageManifest.EntryName };
        foreach (var file in Manifest.Files)
        {
            if (!listed.Add(file.Path)) throw new PackageRefusedException($"The package's {PackageManifest.EntryName} names {Shown(file.Path)} twice.");
            if (!entries.TryGetValue(file.Path, out var entry) || entry.FullName != file.Path) throw new PackageRefusedException($"{Shown(file.Path)} is missing in the package. Fetch it again, or pack the module anew.");
            if (entry.Length != file.Bytes) throw new PackageRefusedException($"{file.Path} has {entry.Length} bytes in the package and {file.Bytes} in its {PackageManifest.EntryName}. Fetch it again, or pack the module anew.");
            if (file.Path != Manifest.MainFile && IsOfHost(file.Path)) throw new PackageRefusedException($"The package holds {file.Path}, which the program has itself; a module's copy would not be used. Build the module without it and pack it anew.");
        }

        if (entries.Values.FirstOrDefault(e => !listed.Contains(e.FullName)) is { } extra) throw new PackageRefusedException($"The package holds '{Shown(extra.FullName)}', of which its {PackageManifest.EntryName} knows nothing. Nothing of it is used.");
        if (!listed.Contains(Manifest.MainFile)) throw new PackageRefusedException($"The package holds no {Manifest.MainFile}, so there is no module in it.");
    }

    private static bool IsOfHost(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && HostFiles.Has(Path.GetFileNameWithoutExtension(path));

    /// <summary>What a zip says of a length is a promise: the copying ends at it, whatever the class that reads zips does.</summary>
    private static void Copy(ZipArchiveEntry entry, long promised, Action<byte[], int> write)
    {
        using var from = Guarded(entry, entry.Open);
        var (buffer, bytes) = (new byte[1 << 16], 0L);
        for (int read; (read = Guarded(entry, () => from.Read(buffer))) > 0; bytes += read)
        {
            if (bytes + read > promised) throw new PackageRefusedException($"{entry.FullName} unpacks to more than the {promised} bytes that it says. Nothing of the package is used.");
            write(buffer, read);
        }

        if (bytes != promised) throw new PackageRefusedException($"{entry.FullName} unpacks to {bytes} bytes and says {promised}. Fetch the package again.");
    }

    private static T Guarded<T>(ZipArchiveEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new PackageRefusedException($"{entry.FullName} cannot be unpacked: it is damaged. Fetch the package again.");
        }
    }
}
