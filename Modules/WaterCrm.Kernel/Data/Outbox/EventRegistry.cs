using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts;

namespace WaterCrm.Kernel.Data;

/// <summary>A listener's registration: the name it has in the database, and how to call it.</summary>
public sealed record ListenerRegistration(string Listener, Type Event, Func<IServiceProvider, IntegrationEvent, CancellationToken, Task> Call);

/// <summary>Knows events and listeners by the names under which the database keeps them.</summary>
public sealed class EventRegistry
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, ListenerRegistration> listeners;
    private readonly ILookup<string, string> byEvent;
    private readonly Dictionary<string, Type> types;

    public EventRegistry(IEnumerable<ListenerRegistration> registrations)
    {
        ListenerRegistration[] all = [.. registrations];
        listeners = all.ToDictionary(r => r.Listener);
        byEvent = all.ToLookup(r => NameOf(r.Event), r => r.Listener);
        types = all.Select(r => r.Event).Distinct().ToDictionary(NameOf);
    }

    public string NameOf(Type type) => type.GetCustomAttribute<EventNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} has no [EventName].");

    public IEnumerable<string> ListenersOf(string name) => byEvent[name];

    internal IReadOnlyCollection<string> Listeners => listeners.Keys;

    internal ListenerRegistration? Find(string listener) => listeners.GetValueOrDefault(listener);

    internal IntegrationEvent Read(string name, string payload) =>
        types.TryGetValue(name, out var type) && JsonSerializer.Deserialize(payload, type, Json) is IntegrationEvent fact
            ? fact
            : throw new InvalidOperationException($"The stored event '{name}' cannot be read.");
}
