using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>The shell that a change at hand has built. It takes over when what was decided is in the database; else it goes with the scope.</summary>
internal sealed class ShellChange(ShellHost shells) : IAsyncDisposable
{
    public ShellCandidate? Candidate { get; private set; }

    /// <exception cref="ModuleLoadException">A module cannot be used.</exception>
    public async Task<ShellCandidate> Build(Func<ShellPlan, ShellPlan> change, CancellationToken token, bool again = false)
    {
        await DisposeAsync();   // of an earlier change in the same scope, for whose end this one would wait for ever
        return Candidate = await shells.BuildAsync(change, token, again);
    }

    public async ValueTask DisposeAsync()
    {
        if (Candidate is not { } candidate) return;
        Candidate = null;
        await candidate.DisposeAsync();
    }
}
