using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace WaterCrm.Kernel.Backups;

/// <summary>A backup that lies in a folder.</summary>
/// <param name="Path">Its file.</param>
/// <param name="MadeAt">UTC, as its name says.</param>
/// <param name="IsDaily">Made by itself, and removed by itself when it is too old.</param>
internal sealed record KeptBackup(string Path, DateTime MadeAt, bool IsDaily);

/// <summary>A folder of backups. What carries the name of a backup was verified before it got it.</summary>
internal static partial class BackupFolder
{
    /// <summary>In the data folder, where the configuration names no other.</summary>
    public const string Name = "backups";

    /// <summary>While one is made; whoever finds it without somebody at work removes it.</summary>
    public const string HalfName = ".watercrm-backup.new";

    public const string LockName = ".watercrm-backup.lock";

    private const string Form = "yyyyMMdd-HHmmss";

    public const string Setting = "Backup:Folder";

    /// <summary>Where the configuration says; a path that is not whole begins in the data folder.</summary>
    public static string Of(IConfiguration configuration) => Path.GetFullPath(configuration[Setting] is { Length: > 0 } said ? said : Name, DataOf(configuration));

    public static string DataOf(IConfiguration configuration) => Path.GetFullPath(configuration["AppData"] ?? "App_Data");

    public static string NameOf(DateTime madeAt, bool isDaily) => $"watercrm-{madeAt.ToString(Form, CultureInfo.InvariantCulture)}Z{(isDaily ? "-daily" : "")}.zip";

    public static bool IsBackup(string name) => Named().IsMatch(name);

    /// <summary>Newest first. A folder that is not there, or cannot be read, holds none.</summary>
    public static IReadOnlyList<KeptBackup> In(string folder)
    {
        try
        {
            return [.. from path in Directory.EnumerateFiles(folder) let name = Named().Match(Path.GetFileName(path)) where name.Success
                       let at = DateTime.TryParseExact(name.Groups["at"].Value, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc) ? utc : default
                       where at != default orderby at descending select new KeptBackup(path, at, name.Groups["daily"].Success)];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\Awatercrm-(?<at>\d{8}-\d{6})Z(?<daily>-daily)?\.zip\z")]
    private static partial Regex Named();
}
