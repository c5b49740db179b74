using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Shells;

/// <summary>Looks whether another host, or a command beside this one, has changed which modules run.</summary>
public sealed class ShellWatch(ShellHost shells, TimeProvider clock, ILogger<ShellWatch> log) : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await shells.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning(failure, "It could not be seen whether other modules should run");
            }
        }
    }
}
