using System.Threading.RateLimiting;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People.Access;

/// <summary>
/// How fast one may try: few tries for one name, many from one address, because behind an address may stand a whole office. It saves the hashing;
/// what stops the guessing is the lock.
/// </summary>
public sealed class SignInPace(PeopleSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> names = PerMinute(settings.TriesPerName);
    private readonly PartitionedRateLimiter<string> addresses = PerMinute(settings.TriesPerAddress);

    public bool Allows(string? name, string address)
    {
        using var perAddress = addresses.AttemptAcquire(address);
        if (!perAddress.IsAcquired) return false;

        using var perName = names.AttemptAcquire(Person.KeyOf(name is { Length: > 200 } ? name[..200] : name ?? ""));
        return perName.IsAcquired;
    }

    public void Dispose()
    {
        names.Dispose();
        addresses.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int tries) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = tries, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
}
