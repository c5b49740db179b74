using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Trials;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Backups;

/// <summary>Is there a backup that is not too old. A new system has time to make its first.</summary>
internal sealed class BackupCheck(KernelDbContext db, BackupSettings settings, IConfiguration configuration, Trial trial, TimeProvider clock) : ISystemCheck
{
    public string Name => "backup";

    public string Title => Word.Of("Backups");

    public async Task<Finding> Look(CancellationToken token)
    {
        if (trial.Is) return new Finding(HealthStatus.Healthy, Word.Of("A trial is not backed up."));

        var toDo = Word.Of("Run the command backup on the server. The daily backup is turned on under Settings, Backups; the page of the background tasks says what was in its way.");
        if (BackupFolder.In(BackupFolder.Of(configuration)).FirstOrDefault() is { } last)
        {
            var hours = (long)(clock.Utc() - last.MadeAt).TotalHours;
            return hours >= settings.TooOldHours
                ? new Finding(HealthStatus.Degraded, Word.Of("The last good backup is {0} hours old."), toDo) { Args = [hours] }
                : new Finding(HealthStatus.Healthy, Word.Of("The last good backup is {0} hours old.")) { Args = [hours] };
        }

        var begun = await db.Audit.OrderBy(a => a.At).ThenBy(a => a.Sequence).Select(a => (DateTime?)a.At).FirstOrDefaultAsync(token);
        return begun is null || clock.Utc() - begun < TimeSpan.FromHours(settings.TooOldHours)
            ? new Finding(HealthStatus.Healthy, Word.Of("There is no backup yet; the system is new."))
            : new Finding(HealthStatus.Degraded, Word.Of("There is no backup."), toDo);
    }
}
