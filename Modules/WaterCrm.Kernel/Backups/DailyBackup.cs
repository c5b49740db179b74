using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Backups;

/// <summary>Looks once an hour whether there is a backup since the hour of the settings, so that one that failed, or was missed while the server was down, is made soon.</summary>
[BackgroundTask(Schedule = "20 * * * *", Title = "Daily backup", Description = "Makes a backup where there is none of today, and removes those that are too old.", LockExpiration = 6 * 60 * 60 * 1000)]
internal sealed class DailyBackup(IConfiguration configuration, Settings<BackupSettings> settings, Utility utility, Trial trial, TimeProvider clock, ILogger<DailyBackup> logger) : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var (said, folder) = (settings.Current, BackupFolder.Of(configuration));
        // A trial would take the place of real backups with its own.
        if (trial.Is || !said.Daily || BackupFolder.In(folder).FirstOrDefault()?.MadeAt >= LastTime(said.Hour)) return;

        var made = await serviceProvider.GetRequiredService<BackupMaker>().Make(folder, isDaily: true, null, cancellationToken);
        logger.LogInformation("Made the backup {Path} with {Bytes} bytes", made.Path, made.Bytes);
        if (made.Manifest.Missing.Count > 0) logger.LogWarning("Records name {Count} files that are not there or are damaged", made.Manifest.Missing.Count);
        foreach (var old in BackupFolder.In(folder).Where(b => b.IsDaily).Skip(said.Keep)) File.Delete(old.Path);
    }

    /// <summary>When it was this hour last, in UTC.</summary>
    private DateTime LastTime(int hour)
    {
        var here = TimeZoneInfo.ConvertTimeFromUtc(clock.Utc(), utility.Zone);
        var at = here.Date.AddHours(hour);
        if (at > here) at = at.AddDays(-1);
        while (utility.Zone.IsInvalidTime(at)) at = at.AddHours(1);   // the night in which an hour is left out
        return TimeZoneInfo.ConvertTimeToUtc(at, utility.Zone);
    }
}
