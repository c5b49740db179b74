using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Shells;

/// <summary>The start of the first shell: ends upgrades that were cut off, and leaves out what cannot be used.</summary>
internal sealed class FirstStart(ShellFactory factory, InstalledModules installed, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);   // for an installation that another process is making

    /// <summary>Upgrades that were ended: the module, its version before and now.</summary>
    public IReadOnlyList<(string Module, string? Before, string Version)> Ended { get; private set; } = [];

    /// <param name="prepared">A shell that was built before and is asleep; it becomes the first where the plan is still its own.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="ModuleLoadException">What the program came with cannot be used.</exception>
    public async Task<Shell> RunAsync(Shell? prepared, CancellationToken token)
    {
        // What another process is installing at this moment is its own; what nobody holds was cut off.
        using var alone = await AloneAsync(token);
        if (alone is not null) installed.Tidy();
        var begun = alone is null ? ShellPlan.Empty.Installed : installed.Begun;
        var plan = begun.Aggregate(await factory.PlanAsync(token), (p, upgrade) => p.With(upgrade.Key, upgrade.Value));
        while (true)
        {
            var asleep = Interlocked.Exchange(ref prepared, null);
            var shell = asleep?.Plan == plan ? asleep : null;
            try
            {
                if (shell is null && asleep is not null) await asleep.DisposeAsync();
                shell ??= await factory.BuildAsync(plan, _ => begun.Count == 0);
                await shell.ActivateAsync();
            }
            catch (ModuleLoadException refused) when (begun.ContainsKey(refused.Module))
            {
                // Where its tables were new already, the version of before is going to refuse them and is left out, loudly: the backup from before the upgrade has both.
                if (shell is not null) await shell.DisposeAsync();
                log.LogCritical(refused, "The upgrade of {Module} was cut off and cannot be ended, so the version of before goes on: {Reason}", refused.Module, refused.Cause);
                installed.GiveUp(refused.Module, begun[refused.Module]);
                begun = installed.Begun;
                plan = begun.Aggregate(await factory.PlanAsync(token), (p, upgrade) => p.With(upgrade.Key, upgrade.Value));
                continue;
            }
            catch (ModuleLoadException refused) when (factory.CanBeLeftOut(refused.Module, plan))
            {
                if (shell is not null) await shell.DisposeAsync();
                factory.LeaveOut(refused);
                continue;
            }
            catch
            {
                if (shell is not null) await shell.DisposeAsync();
                throw;
            }

            Ended = [.. begun.Select(b => (b.Key, installed.Current.GetValueOrDefault(b.Key), b.Value))];
            foreach (var (id, version) in begun) installed.Use(id, version);
            return shell;
        }
    }

    private async Task<IDisposable?> AloneAsync(CancellationToken token)
    {
        var giveUp = TimeProvider.System.GetTimestamp();   // how long a process outside takes has nothing to do with our clock
        while (true)
        {
            if (installed.TryAlone() is { } alone) return alone;
            if (TimeProvider.System.GetElapsedTime(giveUp) > Patience) return null;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, token);
        }
    }
}
