using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel;

/// <summary>Something the host does again and again with whichever shell is current, never holding one while it waits.</summary>
internal abstract class ShellLoop(ShellHost shells, TimeSpan patience, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected abstract Task Work(IServiceProvider shell, CancellationToken token);

    protected abstract Task Wait(TimeSpan atMost, CancellationToken token);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkInShell(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(failure, "{Loop} failed and goes on", GetType().Name);
            }

            await Wait(patience, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkInShell(CancellationToken stopping)
    {
        using var visit = shells.Enter();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, visit.Shell.Services.GetRequiredService<ShellRetiring>().Token);
        await Work(visit.Shell.Services, end.Token);
    }
}
