using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Files;

/// <summary>Removes files that no row names: those of refused and repeated reports.</summary>
[BackgroundTask(Schedule = "10 * * * *", Title = "Remove unused files", Description = "Removes files that came with something that was refused.")]
internal sealed class FileSweep(Settings<StorageSettings> settings, TimeProvider clock, ILogger<FileSweep> logger) : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<KernelDbContext>();
        var removed = await serviceProvider.GetRequiredService<FileStore>().Sweep(clock.Utc().AddHours(-settings.Current.KeepUnusedHours),
            async some => (await db.Set<KeptFile>().Where(f => some.Contains(f.Sha256)).Select(f => f.Sha256).ToListAsync(cancellationToken)).ToHashSet(), cancellationToken);
        if (removed > 0) logger.LogInformation("Removed {Count} files that nothing refers to", removed);
    }
}
