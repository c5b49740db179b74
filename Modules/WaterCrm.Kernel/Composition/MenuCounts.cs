using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Kernel.Composition;

/// <summary>Puts the numbers of the modules into the menu. They are counted for each person and kept for a few seconds, so that no page waits for them twice.</summary>
public sealed class MenuCounts(TimeProvider clock)
{
    /// <summary>So many people's numbers are kept before the old ones are thrown away.</summary>
    private const int Kept = 1000;

    /// <summary>Every page waits for the menu.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, IReadOnlyDictionary<string, int> Counts)> known = new();

    /// <param name="menu">The entries to fill.</param>
    /// <param name="reader">Whose work is counted.</param>
    /// <param name="services">The request's services: the counters ask as the acting person.</param>
    public async Task Fill(IEnumerable<MenuItem> menu, ClaimsPrincipal reader, IServiceProvider services, CancellationToken token)
    {
        if (!Guid.TryParse(reader.FindFirstValue(ClaimTypes.NameIdentifier), out var person)) return;

        var counts = await Read(person, services, token);
        foreach (var item in menu.SelectMany(i => i.Items.Prepend(i)))
            if (item.Id.Length > 0 && counts.TryGetValue(item.Id, out var count) && count > 0) item.Count = count;
    }

    /// <summary>Something was just done that changes this person's numbers: the next page counts again.</summary>
    internal void Forget(ClaimsPrincipal reader)
    {
        if (Guid.TryParse(reader.FindFirstValue(ClaimTypes.NameIdentifier), out var person)) known.TryRemove(person, out _);
    }

    private async ValueTask<IReadOnlyDictionary<string, int>> Read(Guid person, IServiceProvider services, CancellationToken token)
    {
        var (now, fresh) = (clock.GetUtcNow(), TimeSpan.FromSeconds(services.GetRequiredService<DeskSettings>().MenuSeconds));
        if (known.TryGetValue(person, out var last) && now - last.At < fresh) return last.Counts;
        if (known.Count > Kept) foreach (var old in known.Where(k => now - k.Value.At >= fresh)) known.TryRemove(old);

        Dictionary<string, int> counts = [];
        // One that fails is named in the log, and the menu stands without its numbers: a box in the menu of every page would help nobody.
        foreach (var counter in services.GetRequiredService<Contributions<IMenuCounter>>().All)
            foreach (var (entry, count) in await counter.Ask((c, limit) => c.CountAsync(limit), token, Patience) ?? new Dictionary<string, int>())
                counts[entry] = counts.GetValueOrDefault(entry) + count;

        known[person] = (now, counts);
        return counts;
    }
}
