using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>The shell that a change at hand has built. It takes over when what was decided is in the database; else it goes with the scope, and what was done for it is undone.</summary>
internal sealed class ShellChange(ShellHost shells, InstalledModules installed) : IAsyncDisposable
{
    private IDisposable? alone;

    public ShellCandidate? Candidate { get; private set; }

    /// <summary>Undoes what was done for a shell that does not take over.</summary>
    public Func<ShellCandidate?, Task>? GivenUp { get; set; }

    /// <summary>The folder of modules is about to change.</summary>
    /// <exception cref="ChangeRefused">Another process is changing it.</exception>
    public void ChangeFolder() => alone ??= installed.TryAlone() ?? throw new ChangeRefused(ModuleErrors.Busy);

    /// <exception cref="ModuleLoadException">A module cannot be used.</exception>
    public async Task<ShellCandidate> Build(Func<ShellPlan, ShellPlan> change, CancellationToken token, bool again = false)
    {
        if (Candidate is not null) await DisposeAsync();   // of an earlier change in the same scope, for whose end this one would wait for ever
        return Candidate = await shells.BuildAsync(change, token, again);
    }

    public async ValueTask DisposeAsync()
    {
        var (candidate, undo) = (Candidate, GivenUp);
        (Candidate, GivenUp) = (null, null);
        try
        {
            if (undo is not null && candidate?.Took is not true) await undo(candidate);
        }
        finally
        {
            if (candidate is not null) await candidate.DisposeAsync();
            alone?.Dispose();
            alone = null;
        }
    }
}
