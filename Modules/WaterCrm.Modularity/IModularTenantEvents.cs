namespace WaterCrm.Modularity;

/// <summary>The life of a shell, told to its modules. Activating runs before the first request, Terminating when the shell is no longer given new ones.</summary>
public interface IModularTenantEvents
{
    Task ActivatingAsync();
    Task ActivatedAsync();
    Task TerminatingAsync();
    Task TerminatedAsync();
}

/// <inheritdoc cref="IModularTenantEvents"/>
public abstract class ModularTenantEvents : IModularTenantEvents
{
    public virtual Task ActivatingAsync() => Task.CompletedTask;
    public virtual Task ActivatedAsync() => Task.CompletedTask;
    public virtual Task TerminatingAsync() => Task.CompletedTask;
    public virtual Task TerminatedAsync() => Task.CompletedTask;
}
