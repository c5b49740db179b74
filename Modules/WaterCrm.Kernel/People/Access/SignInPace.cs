using System.Threading.RateLimiting;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.People.Access;

/// <summary>
/// How fast one may try: few tries for one name from one side, many from one address, because behind an address may stand a whole office. It saves the hashing;
/// what stops the guessing is the lock.
/// </summary>
public sealed class SignInPace(Settings<PeopleSettings> settings) : IDisposable
{
    private readonly Lock making = new();
    private Limits? present;

    /// <param name="name">The sign-in name as it was typed.</param>
    /// <param name="address">The address it came from.</param>
    /// <param name="from">Its network, or the device if we know it: others who try the same name must not use up its tries.</param>
    public bool Allows(string? name, string address, SignInFrom from)
    {
        var limits = InForce();
        using var perAddress = limits.Addresses.AttemptAcquire(address);
        if (!perAddress.IsAcquired) return false;

        using var perName = limits.Names.AttemptAcquire($"{from.Device?.ToString() ?? from.Network} {Person.KeyOf(name is { Length: > 200 } ? name[..200] : name ?? "")}");
        return perName.IsAcquired;
    }

    public void Dispose() => present?.Dispose();

    /// <summary>Counts begin anew when somebody changes the numbers. The old ones are left to requests that are still at them.</summary>
    private Limits InForce()
    {
        var now = settings.Current;
        lock (making)
        {
            if (present is { } known && known.PerName == now.TriesPerName && known.PerAddress == now.TriesPerAddress) return known;
            return present = new Limits(now.TriesPerName, now.TriesPerAddress);
        }
    }

    private sealed record Limits(int PerName, int PerAddress) : IDisposable
    {
        public PartitionedRateLimiter<string> Names { get; } = PerMinute(PerName);

        public PartitionedRateLimiter<string> Addresses { get; } = PerMinute(PerAddress);

        public void Dispose()
        {
            Names.Dispose();
            Addresses.Dispose();
        }

        private static PartitionedRateLimiter<string> PerMinute(int tries) => PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = tries, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
    }
}
