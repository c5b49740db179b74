using System.IO.Compression;
using System.Security.Cryptography;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Packages;

/// <summary>A module or theme as one file: a zip of its folder with a list of what it holds.</summary>
public static class Package
{
    private const int PlainFile = unchecked((int)0x81A4_0000);   // as Unix says it: a file, readable for all
    private static readonly DateTimeOffset AnyTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);   // the same files make the same bytes

    /// <summary>Packs the folder of a module into <c>{Id}.{Version}.zip</c>. What no program would take is not made.</summary>
    /// <returns>The path of the package.</returns>
    public static string Pack(string folder, string to)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(folder)) throw new PackageRefusedException($"There is no folder {folder}.");
        var manifest = PackageManifest.Of(Facts(MainFile(folder)), [.. Names(folder).Select(name => Describe(folder, name))]);
        if (PackageWords.Wrong(manifest) is { } wrong) throw new PackageRefusedException(wrong);

        var path = Path.Combine(Directory.CreateDirectory(to).FullName, $"{manifest.Id}.{manifest.Version}.zip");
        var half = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Write(half, folder, manifest);
            Check(half, PackageLimits.None);   // also notices a file that changed while it was packed
            File.Move(half, path, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }

        return path;
    }

    /// <summary>Reads all of a package and unpacks nothing to the disk.</summary>
    public static PackageManifest Check(string zipPath, PackageLimits limits)
    {
        using var package = PackageFile.Open(zipPath, limits);
        using var main = new MemoryStream();
        foreach (var file in package.Manifest.Files) package.Read(file, file.Path == package.Manifest.MainFile ? main : Stream.Null);

        main.Position = 0;
        Agree(package.Manifest, Facts(package.Manifest.Id, () => AssemblyFacts.Read(package.Manifest.Id, main)));
        return package.Manifest;
    }

    /// <summary>Unpacks into an empty folder, with its list. After a refusal the folder is empty again.</summary>
    public static PackageManifest Unpack(string zipPath, string folder, PackageLimits limits)
    {
        using var package = PackageFile.Open(zipPath, limits);
        folder = Directory.CreateDirectory(folder).FullName;
        if (Directory.EnumerateFileSystemEntries(folder).Any()) throw new PackageRefusedException($"The folder {folder} is not empty.");
        try
        {
            foreach (var file in package.Manifest.Files)
            {
                var path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var written = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                package.Read(file, written);
                written.Flush(flushToDisk: true);
            }

            File.WriteAllBytes(Path.Combine(folder, PackageManifest.EntryName), package.ManifestText);
            Agree(package.Manifest, Facts(Path.Combine(folder, package.Manifest.MainFile)));
            return package.Manifest;
        }
        catch
        {
            foreach (var part in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                if (part is DirectoryInfo inner) inner.Delete(recursive: true);
                else part.Delete();
            throw;
        }
    }

    /// <summary>What people are shown before they install is what the code says.</summary>
    private static void Agree(PackageManifest said, AssemblyFacts facts)
    {
        var real = PackageManifest.Of(facts, said.Files);
        (string What, string Said, string Real)[] pairs =
        [
            ("version", said.Version, real.Version), ("name", said.Name, real.Name), ("description", said.Description, real.Description), ("contract", said.Contract, real.Contract),
            ("dependencies", string.Join(", ", said.Dependencies), string.Join(", ", real.Dependencies)), ("features", string.Join(", ", said.Features), string.Join(", ", real.Features)),
            ("kind", said.IsTheme ? "theme" : "module", real.IsTheme ? "theme" : "module"),
        ];
        foreach (var (what, listed, coded) in pairs)
            if (listed != coded) throw new PackageRefusedException($"The {what} in the package's {PackageManifest.EntryName} is '{PackageNames.Shown(listed)}', and {said.MainFile} says '{PackageNames.Shown(coded)}'. Pack the module anew.");
    }

    private static AssemblyFacts Facts(string dll) => Facts(Path.GetFileNameWithoutExtension(dll), () => AssemblyFacts.Read(dll));

    private static AssemblyFacts Facts(string id, Func<AssemblyFacts> read)
    {
        try
        {
            return read();
        }
        catch (ModuleLoadException broken)
        {
            throw new PackageRefusedException($"{id} is no module that can be installed: {broken.Cause}");
        }
    }

    /// <summary>The assembly named like the folder; in a folder of another name, such as the output of a build, the only one that is a module.</summary>
    private static string MainFile(string folder)
    {
        var named = Path.Combine(folder, Path.GetFileName(folder) + ".dll");
        if (File.Exists(named)) return named;
        return Directory.GetFiles(folder, "*.dll").Where(IsModule).ToArray() is [var only] ? only : throw new PackageRefusedException($"There is no {Path.GetFileName(named)} in {folder}, nor one other module alone. Name the folder of one module.");
    }

    private static bool IsModule(string dll)
    {
        try
        {
            return AssemblyFacts.Read(dll) is not null;
        }
        catch (ModuleLoadException)
        {
            return false;
        }
    }

    /// <summary>Every file but the list of an earlier packing.</summary>
    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => name != PackageManifest.EntryName).Order(StringComparer.Ordinal);

    private static PackedFile Describe(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return new PackedFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static void Write(string path, string folder, PackageManifest manifest)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, PackageManifest.EntryName, new MemoryStream(manifest.Write()));
            foreach (var part in manifest.Files) Add(zip, part.Path, File.OpenRead(Path.Combine(folder, part.Path)));
        }

        file.Flush(flushToDisk: true);
    }

    private static void Add(ZipArchive zip, string name, Stream content)
    {
        using (content)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            (entry.LastWriteTime, entry.ExternalAttributes) = (AnyTime, PlainFile);
            using var to = entry.Open();
            content.CopyTo(to);
        }
    }
}
