namespace WaterCrm.Contracts;

/// <summary>A past fact that one module tells the others. Properties are plain values; a changed shape is a new type beside the old one.</summary>
public abstract record IntegrationEvent
{
    /// <summary>When it happened, UTC.</summary>
    public required DateTime OccurredAt { get; init; }

    /// <summary>What it is about. Events of one subject reach each listener in the order in which they were written.</summary>
    public abstract Guid Subject { get; }
}

/// <summary>The name under which an event is stored. It stays when the type is moved or renamed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
