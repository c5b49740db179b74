using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Modules.Domain;

namespace WaterCrm.Kernel.Data;

/// <summary>A listener's registration: the name it has in the database, and how to call it.</summary>
public sealed record ListenerRegistration(string Listener, Type Event, Func<IServiceProvider, IntegrationEvent, CancellationToken, Task> Call)
{
    /// <summary>Events are kept for it while its module is off.</summary>
    public bool IsKeptWhileOff { get; init; }
}

/// <summary>Knows events and listeners by the names under which the database keeps them.</summary>
public sealed class EventRegistry
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, ListenerRegistration> listeners;
    private ILookup<string, string> byEvent;
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

    /// <summary>Those that are on, and those for which events are kept while they are off.</summary>
    public IEnumerable<string> ListenersOf(string name) => byEvent[name];

    internal IEnumerable<KeptListener> KeptWhileOff => listeners.Values.Where(r => r.IsKeptWhileOff).Select(r => new KeptListener { Listener = r.Listener, Event = NameOf(r.Event) });

    /// <summary>From now on also these are written down as listeners, though nobody is there to be called.</summary>
    internal void KeepFor(IEnumerable<(string Listener, string Event)> absent) =>
        byEvent = listeners.Values.Select(r => (r.Listener, Event: NameOf(r.Event))).Concat(absent.Where(a => !listeners.ContainsKey(a.Listener))).ToLookup(l => l.Event, l => l.Listener);

    internal IReadOnlyCollection<string> Listeners => listeners.Keys;

    internal ListenerRegistration? Find(string listener) => listeners.GetValueOrDefault(listener);

    internal IntegrationEvent Read(string name, string payload) =>
        types.TryGetValue(name, out var type) && JsonSerializer.Deserialize(payload, type, Json) is IntegrationEvent fact
            ? fact
            : throw new InvalidOperationException($"The stored event '{name}' cannot be read.");
}
