using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Data.Outbox;

/// <summary>Forgets events that everybody was told of some time ago. What is parked stays until somebody has looked.</summary>
[BackgroundTask(Schedule = "30 19 * * *", Title = "Forget delivered events", Description = "Removes events that every listener has received, after as many days as the settings say.")]
internal sealed class OutboxCleanUp(TimeProvider clock) : IBackgroundTask
{
    // So few that the write gate is free again at once.
    private const int Batch = 200;

    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var before = clock.Utc().AddDays(-serviceProvider.GetRequiredService<Settings<UpkeepSettings>>().Current.KeepEventsDays);
        var runner = serviceProvider.GetRequiredService<CommandRunner>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var gone = await runner.Run<Result<int>>("outbox: clean up", async (services, token) => await Forget(services.GetRequiredService<CommandScope>().Hold!, before, token), cancellationToken);
            if (gone.Value < Batch) return;
        }
    }

    private static async Task<int> Forget(WriteHold hold, DateTime before, CancellationToken token)
    {
        var old = "SELECT sequence FROM kernel_outbox o WHERE written_at < @before AND NOT EXISTS (SELECT 1 FROM kernel_inbox i WHERE i.sequence = o.sequence AND i.state <> 'Done') ORDER BY written_at " + FormattableString.Invariant($"LIMIT {Batch}");
        await hold.Execute($"DELETE FROM kernel_inbox WHERE sequence IN ({old})", token, ("@before", before));
        return await hold.Execute($"DELETE FROM kernel_outbox WHERE sequence IN ({old})", token, ("@before", before));
    }
}
