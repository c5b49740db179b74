using WaterCrm.Modularity.Packages;

namespace WaterCrm.Modularity.Shells;

/// <summary>
/// The modules that were installed beside those the program came with: <c>{folder}/{Id}/{Version}</c>, and a file <c>current</c> that names the version in use.
/// The file is replaced in one step, so that a module is the old one or the new one, whenever the power fails.
/// </summary>
public sealed class InstalledModules(string folder)
{
    /// <summary>Beside the folder: where packages are unpacked, and what is thrown away lies until it is gone.</summary>
    public const string AsideName = "modules.aside";

    /// <summary>Held by whoever changes what lies in the folder.</summary>
    public const string LockName = "modules.lock";

    private const string Pointer = "current", Intent = "next";

    /// <summary>
    /// The right to change what lies here: one process at a time, freed by the system when it dies. Null while another has it.
    /// </summary>
    public IDisposable? TryAlone()
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(LockPath))
        {
            return null;
        }
    }

    /// <summary>Modules whose folder lies there and whose <c>current</c> names no version that does.</summary>
    public IReadOnlyList<string> Damaged => [.. Ids.Where(id => VersionsOf(id).Count > 0 && !Current.ContainsKey(id) && !Begun.ContainsKey(id))];

    private string LockPath => Path.Combine(Path.GetDirectoryName(folder)!, LockName);

    private string Aside => Path.Combine(Path.GetDirectoryName(folder)!, AsideName);

    /// <summary>The version in use by module id.</summary>
    public IReadOnlyDictionary<string, string> Current => Named(Pointer);

    /// <summary>Upgrades that were begun and not ended: the program died between the tables and the last step. Their tables may be the new ones already.</summary>
    public IReadOnlyDictionary<string, string> Begun => Named(Intent);

    /// <summary>Those of <see cref="Begun"/> that nobody is at work on.</summary>
    public IReadOnlyList<(string Id, string Version)> Unfinished
    {
        get
        {
            var begun = Begun;
            if (begun.Count == 0) return [];
            using var alone = TryAlone();
            return alone is null ? [] : [.. begun.Select(b => (b.Key, b.Value))];
        }
    }

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

    /// <summary>Notes before the tables change what they change for.</summary>
    public void Begin(string id, string version) => Write(id, Intent, version);

    public void Use(string id, string version)
    {
        Write(id, Pointer, version);
        File.Delete(Path.Combine(folder, id, Intent));
    }

    /// <summary>A version that is not going to be used leaves nothing. What was begun for another one stays.</summary>
    public void GiveUp(string id, string version)
    {
        if (VersionOf(id, Intent) == version) File.Delete(Path.Combine(folder, id, Intent));
        if (Directory.Exists(FolderOf(id, version))) ThrowAway(FolderOf(id, version));
        if (Directory.Exists(Path.Combine(folder, id)) && !Directory.EnumerateFileSystemEntries(Path.Combine(folder, id)).Any()) Directory.Delete(Path.Combine(folder, id));
    }

    /// <summary>Takes a module away: first its name, in one step, then its files.</summary>
    public void Remove(string id)
    {
        if (File.Exists(Path.Combine(folder, id, Pointer))) File.Delete(Path.Combine(folder, id, Pointer));
        if (Directory.Exists(Path.Combine(folder, id))) ThrowAway(Path.Combine(folder, id));
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

    /// <summary>Deletes a folder, now or at the next start.</summary>
    public void Forget(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Tidied up at the next start.
        }
    }

    private void Write(string id, string name, string version)
    {
        var path = Path.Combine(folder, id, name);
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(version));
            file.Flush(flushToDisk: true);
        }

        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);   // somebody made a folder of this name
        File.Move(path + ".new", path, overwrite: true);
    }

    private Dictionary<string, string> Named(string file) =>
        Ids.Select(id => (id, Version: VersionOf(id, file))).Where(m => m.Version is not null && Directory.Exists(FolderOf(m.id, m.Version))).ToDictionary(m => m.id, m => m.Version!);

    private string? VersionOf(string id, string file)
    {
        try
        {
            var said = File.ReadAllText(Path.Combine(folder, id, file)).Trim();
            return PackageVersion.TryRead(said, out _) ? said : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null;   // not there, or damaged: then the module is said to be
        }
    }
}
