using Microsoft.Win32.SafeHandles;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// Tells which processes on this data folder are alive. Each holds a lock on a file of its own in <c>hosts</c>, which the system frees the moment it dies:
/// exact whatever the clocks, process numbers and containers. A host with another data folder, on another machine, is not known here.
/// </summary>
public sealed class HostPresence : IDisposable
{
    // Leases and jobs of the dead are taken over long before.
    private static readonly TimeSpan KeepTheDead = TimeSpan.FromDays(1);

    private readonly string folder;
    private readonly string mine;
    private readonly SafeFileHandle hold;
    private readonly bool locksWork;

    public HostPresence(string appData)
    {
        folder = Path.Combine(appData, "hosts");
        Directory.CreateDirectory(folder);
        Bury();
        var id = Guid.NewGuid();
        mine = PathOf(id);
        hold = File.OpenHandle(mine, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        locksWork = IsLocked(mine);
        Name = $"{Environment.MachineName}:{Environment.ProcessId}:{id:N}";
    }

    /// <summary>This process, as it signs what it holds: machine, process, and what makes it unique. At most 128 characters.</summary>
    public string Name { get; }

    /// <summary>Whether the process of this name is alive; null where that cannot be seen from here.</summary>
    public bool? IsAlive(string name)
    {
        if (name == Name) return true;
        // A folder that several machines share may not carry its locks from one to the other.
        if (!locksWork || !name.StartsWith($"{Environment.MachineName}:", StringComparison.Ordinal) || !Guid.TryParseExact(name[(name.LastIndexOf(':') + 1)..], "N", out var id)) return null;
        try
        {
            return IsLocked(PathOf(id));
        }
        catch (Exception unseen) when (unseen is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Another process is alive on this data folder, or may be.</summary>
    public bool HasCompany => !locksWork || Directory.EnumerateFiles(folder).Any(other => other != mine && IsHeld(other));

    private static bool IsHeld(string path)
    {
        try
        {
            return IsLocked(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        hold.Dispose();
        File.Delete(mine);
    }

    private string PathOf(Guid id) => Path.Combine(folder, id.ToString("N"));

    private static bool IsLocked(string path)
    {
        try
        {
            using var free = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException failure) when (failure is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return true;
        }
    }

    private void Bury()
    {
        foreach (var left in Directory.EnumerateFiles(folder))
        {
            // The age of a file is the file system's, so it is reckoned by the system's clock.
            if (TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(left) < KeepTheDead) continue;
            try
            {
                if (!IsLocked(left)) File.Delete(left);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Another host was quicker, or it belongs to another user.
            }
        }
    }
}
