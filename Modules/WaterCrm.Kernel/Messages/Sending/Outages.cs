using System.Collections.Concurrent;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>Remembers which transports cannot be reached and when to try again: a mail server that is away costs no message a try.</summary>
internal sealed class Outages(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Outage> known = new();

    public IReadOnlyCollection<Outage> Now => [.. known.Values];

    /// <summary>It is not to be tried yet.</summary>
    public bool IsOver(string channel) => !known.TryGetValue(channel, out var outage) || outage.AgainAt <= clock.GetUtcNow();

    public void Note(string channel, string reason) => known.AddOrUpdate(channel,
        _ => new Outage(channel, reason, clock.GetUtcNow(), Shortest, clock.GetUtcNow() + Shortest),
        (_, before) => Min(before.Wait * 2) is var wait ? before with { Reason = reason, Wait = wait, AgainAt = clock.GetUtcNow() + wait } : before);

    public void Over(string channel) => known.TryRemove(channel, out _);

    private static TimeSpan Min(TimeSpan wait) => wait < Longest ? wait : Longest;
}

/// <summary>A transport that cannot be reached.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Reason">What it or the network said.</param>
/// <param name="Since">The first time.</param>
/// <param name="Wait">Between two tries, which doubles.</param>
/// <param name="AgainAt">The next.</param>
internal sealed record Outage(string Channel, string Reason, DateTimeOffset Since, TimeSpan Wait, DateTimeOffset AgainAt);
