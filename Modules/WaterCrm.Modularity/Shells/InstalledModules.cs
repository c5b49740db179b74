namespace WaterCrm.Modularity.Shells;

/// <summary>
/// The modules that were installed beside those the program came with: <c>{folder}/{Id}/{Version}</c>, and a file <c>current</c> that names the version in use.
/// The file is replaced in one step, so that a module is the old one or the new one, whenever the power fails.
/// </summary>
public sealed class InstalledModules(string folder)
{
    private const string Pointer = "current";

    /// <summary>Where packages are unpacked and what is thrown away lies until it is gone; never looked into for modules.</summary>
    public string Aside => Path.Combine(folder, ".aside");

    /// <summary>The version in use by module id.</summary>
    public IReadOnlyDictionary<string, string> Current =>
        Ids.Select(id => (id, Version: VersionOf(id))).Where(m => m.Version is not null && Directory.Exists(FolderOf(m.id, m.Version))).ToDictionary(m => m.id, m => m.Version!);

    /// <summary>Modules of which a folder lies there, in use or not.</summary>
    public IReadOnlyList<string> Ids => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Select(f => Path.GetFileName(f)!).Where(id => !id.StartsWith('.')).Order(StringComparer.Ordinal)]
        : [];

    public string FolderOf(string id, string version) => Path.Combine(folder, id, version);

    /// <summary>Versions whose folders lie there.</summary>
    public IReadOnlyList<string> VersionsOf(string id) =>
        Directory.Exists(Path.Combine(folder, id)) ? [.. Directory.GetDirectories(Path.Combine(folder, id)).Select(f => Path.GetFileName(f)!)] : [];

    /// <summary>Moves an unpacked module to its place. It is not in use before <see cref="Use"/>.</summary>
    public void Place(string unpacked, string id, string version)
    {
        var place = FolderOf(id, version);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        // What lies there is no version in use: a try that was cut off, or a version that was left again.
        if (Directory.Exists(place)) ThrowAway(place);
        Directory.Move(unpacked, place);
    }

    public void Use(string id, string version)
    {
        var path = Path.Combine(folder, id, Pointer);
        File.WriteAllText(path + ".new", version);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Takes a module away: first its name, in one step, then its files.</summary>
    public void Remove(string id)
    {
        File.Delete(Path.Combine(folder, id, Pointer));
        ThrowAway(Path.Combine(folder, id));
    }

    /// <summary>An empty folder of one's own below <see cref="Aside"/>.</summary>
    public string NewAside()
    {
        var path = Path.Combine(Aside, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Removes what was thrown away or cut off. Libraries that a running program holds open may refuse to go; the next start tries again.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(Aside)) return;
        foreach (var left in Directory.GetDirectories(Aside)) Forget(left);
    }

    private void ThrowAway(string path)
    {
        Directory.CreateDirectory(Aside);
        var gone = Path.Combine(Aside, Guid.NewGuid().ToString("N"));
        Directory.Move(path, gone);
        Forget(gone);
    }

    private static void Forget(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Tidied up at the next start.
        }
    }

    private string? VersionOf(string id)
    {
        try
        {
            var said = File.ReadAllText(Path.Combine(folder, id, Pointer)).Trim();
            return said.Length is > 0 and < 50 && said.AsSpan().IndexOfAny("/\\:") < 0 && said is not ("." or "..") ? said : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
