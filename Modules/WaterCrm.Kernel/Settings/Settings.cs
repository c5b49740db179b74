using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Settings;

/// <summary>
/// The settings in force. What lives no longer than a request may simply ask for <typeparamref name="T"/> itself; what lives longer asks for this and
/// reads <see cref="Current"/> each time.
/// </summary>
public sealed class Settings<T>(SettingsStore store, IEnumerable<SettingsDefinition> definitions, ILogger<SettingsStore> log) where T : class, new()
{
    private readonly SettingsDefinition definition = definitions.Single(d => d.Type == typeof(T));
    private volatile Read? last;

    /// <summary>What was saved on this host is here at once, what was saved on another within half a minute.</summary>
    public T Current
    {
        get
        {
            var json = store.Find(definition.Key)?.Json;
            var known = last;
            if (known is null || known.Json != json) last = known = new Read(json, Parse(json));
            return known.Value;
        }
    }

    private T Parse(string? json)
    {
        try
        {
            return (T)definition.Parse(json);
        }
        catch (JsonException broken)
        {
            // Another version of the module wrote it. The page still opens and can save it anew.
            log.LogError(broken, "The settings {Group} could not be read; their defaults are in force", definition.Key);
            return new T();
        }
    }

    private sealed record Read(string? Json, T Value);
}
