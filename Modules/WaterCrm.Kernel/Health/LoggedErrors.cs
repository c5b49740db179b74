using System.Globalization;
using Microsoft.Extensions.Configuration;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Health;

/// <summary>Counts the errors of the last hour in the files of the log: a command is another process than the server and has logged none itself.</summary>
internal sealed class LoggedErrors(IConfiguration configuration, TimeProvider clock)
{
    private const string At = "yyyy-MM-dd HH:mm:ss.fff";

    /// <summary>How many, of all processes on this data folder; null where no files are written.</summary>
    public async Task<int?> LastHour(CancellationToken token)
    {
        if (!configuration.GetValue("Log:Files", true)) return null;

        var folder = new DirectoryInfo(Path.Combine(configuration["AppData"] ?? "App_Data", "logs"));
        var since = clock.Utc().AddHours(-1);
        var count = 0;
        foreach (var file in folder.Exists ? folder.GetFiles("watercrm-*.log").Where(f => f.LastWriteTimeUtc >= since) : [])
        {
            using var lines = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (await lines.ReadLineAsync(token) is { } line)
                if (IsError(line) && TimeOf(line) >= since) count++;
        }
        return count;
    }

    /// <summary>The level stands behind the time: "2026-03-02 09:00:00.000 ERR ...".</summary>
    private static bool IsError(string line) => line.Length > At.Length + 4 && line.AsSpan(At.Length, 5) is " ERR " or " FTL ";

    private static DateTime? TimeOf(string line) =>
        DateTime.TryParseExact(line[..At.Length], At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
