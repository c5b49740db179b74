using WaterCrm.Contracts;

namespace WaterCrm.Kernel.Data;

/// <summary>A record that keeps its own rules and says what happened to it.</summary>
public abstract class Entity
{
    private readonly List<IntegrationEvent> pending = [];

    public Guid Id { get; protected init; }

    /// <summary>Counts the saved changes. Whoever saves an older version is told so.</summary>
    public int Version { get; internal set; }

    /// <summary>What the other modules will be told once the change is committed.</summary>
    public IReadOnlyList<IntegrationEvent> PendingEvents => pending;

    protected void Raise(IntegrationEvent said) => pending.Add(said);

    internal IReadOnlyList<IntegrationEvent> TakeEvents()
    {
        IntegrationEvent[] taken = [.. pending];
        pending.Clear();
        return taken;
    }
}
