namespace WaterCrm.Modularity.Shells;

/// <summary>A shell that was built and does not serve yet. Disposing it without <see cref="TakeOver"/> leaves everything as it was.</summary>
public sealed class ShellCandidate : IAsyncDisposable
{
    private readonly ShellHost host;
    private bool ended;

    internal ShellCandidate(ShellHost host, Shell shell, ShellPlan before) => (this.host, Shell, Before) = (host, shell, before);

    public Shell Shell { get; }

    /// <summary>It serves.</summary>
    public bool Took { get; private set; }

    public ShellPlan Plan => Shell.Plan;

    /// <summary>What held when it was built.</summary>
    public ShellPlan Before { get; }

    /// <summary>Wakes its modules, which brings their tables up to date, and asks for its first pages.</summary>
    /// <exception cref="ModuleLoadException">A module failed.</exception>
    public Task WakeAsync(CancellationToken token) => host.WakeAsync(Shell, token);

    /// <summary>From now on every request goes to it; those in flight end where they began.</summary>
    public void TakeOver()
    {
        Took = true;
        host.TakeOver(Shell);
    }

    public async ValueTask DisposeAsync()
    {
        if (ended) return;
        ended = true;
        try
        {
            if (Took) await Shell.ActivatedAsync();
            else await Shell.DisposeAsync();
        }
        finally
        {
            host.EndBuilding();
        }
    }
}
