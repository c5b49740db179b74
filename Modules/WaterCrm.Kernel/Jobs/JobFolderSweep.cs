using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Jobs;

/// <summary>Removes the folders of jobs that ended some time ago, and of those that were never begun because the process died before.</summary>
[BackgroundTask(Schedule = "50 19 * * *", Title = "Remove files of old jobs", Description = "Removes the files of imports and other long work some time after it ended.")]
internal sealed class JobFolderSweep(IConfiguration configuration, Settings<StorageSettings> settings, TimeProvider clock) : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var root = Path.GetDirectoryName(JobWorker.FolderOf(configuration, Guid.Empty))!;
        if (!Directory.Exists(root)) return;

        var jobs = serviceProvider.GetRequiredService<KernelDbContext>().Set<Job>();
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Guid.TryParseExact(Path.GetFileName(folder), "N", out var id)) continue;
            var mayGo = await jobs.AnyAsync(j => j.Id == id, cancellationToken)
                ? await Forget(serviceProvider.GetRequiredService<CommandRunner>(), id, cancellationToken)
                : Directory.GetLastWriteTimeUtc(folder) < clock.Utc().AddHours(-settings.Current.KeepUnusedHours);
            if (mayGo) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Noted before the folder goes, and only while the job has ended: from then on nobody can take it up again.</summary>
    private async Task<bool> Forget(CommandRunner runner, Guid id, CancellationToken token)
    {
        var noted = await runner.Run<Result<int>>("jobs: remove files", async (services, cancelled) => await services.GetRequiredService<CommandScope>().Hold!.Execute(
            "UPDATE kernel_job SET \"FilesRemovedAt\" = coalesce(\"FilesRemovedAt\", @now) WHERE \"Id\" = @id AND \"State\" IN ('Done', 'Failed', 'Cancelled') AND \"EndedAt\" < @before",
            cancelled, ("@now", clock.Utc()), ("@id", id), ("@before", clock.Utc().AddDays(-settings.Current.KeepJobFilesDays))), token);
        return noted.Value == 1;
    }
}
