using System.Text.RegularExpressions;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Backups;

/// <summary>What lies in the data folder: what belongs to the data, and what to the running process or to copies of the data.</summary>
internal static partial class DataFolder
{
    public const string Files = "files", Keys = "keys";

    /// <summary>Folders at the top that are no data.</summary>
    public static readonly IReadOnlyList<string> NoData = [Trial.FolderName, Trial.FolderName + ".new", InstalledModules.AsideName, "logs", "hosts", "jobs", BackupFolder.Name, Drill.FolderName, HalfRestored.Unpacking, HalfRestored.Unpacked];

    /// <summary>Every file of the data but the database: its path within the folder, with slashes, and where it lies.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="database">SQLite's file, with what lies beside it under the same name; null on PostgreSQL.</param>
    /// <param name="leftOut">Folders at the top that this copy is made without.</param>
    public static IEnumerable<(string Name, string Path)> Belongings(string data, string? database, params string[] leftOut)
    {
        if (!Directory.Exists(data)) yield break;

        var root = new DirectoryInfo(data);
        var without = NoData.Concat(leftOut).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var folders = root.EnumerateDirectories().Where(d => !without.Contains(d.Name)).SelectMany(Within);
        foreach (var file in root.EnumerateFiles().Where(f => f.Name is not (Trial.LockName or Drill.LockName or InstalledModules.LockName)).Concat(folders))
        {
            var ofDatabase = database is not null && file.FullName.StartsWith(Path.GetFullPath(database), StringComparison.Ordinal);   // itself, its log, its locks
            if (!ofDatabase && !IsOfABackup(file)) yield return (Path.GetRelativePath(data, file.FullName).Replace('\\', '/'), file.FullName);
        }
    }

    private static IEnumerable<FileInfo> Within(DirectoryInfo folder) => folder.EnumerateFiles("*", SearchOption.AllDirectories);

    /// <summary>Backups may be kept anywhere, also here; a backup does not hold the others.</summary>
    private static bool IsOfABackup(FileInfo file) => BackupFolder.IsBackup(file.Name) || file.Name == BackupFolder.LockName || Half().IsMatch(file.FullName.Replace('\\', '/'));

    [GeneratedRegex(@"/\.watercrm-backup\.new/[^/]*$")]
    private static partial Regex Half();
}
