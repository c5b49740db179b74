using System.Net;

namespace WaterCrm.Kernel.People;

/// <summary>Where somebody tries to sign in from, as far as we can tell.</summary>
/// <param name="Network">The network of the address, see <see cref="NetworkOf"/>; empty where there is none.</param>
/// <param name="Device">A browser in which somebody has signed in before, by the cookie it was given then.</param>
/// <param name="People">Who has.</param>
public sealed record SignInFrom(string Network, Guid? Device = null, IReadOnlyList<Guid>? People = null)
{
    public static SignInFrom Unknown { get; } = new("");

    /// <summary>
    /// What a subscriber usually gets whole, so that moving on to the next address is no new beginning: 24 bits of an IPv4 address, 48 of IPv6 (RIPE-690).
    /// </summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, bytes.Length == 4 ? 3 : 6));
    }

    /// <summary>
    /// What a wrong password counts against. A device that this person has used before answers for itself alone, so nobody else can lock it out;
    /// whoever else tries answers for their network and, with all others, for everybody (OWASP: device cookies).
    /// </summary>
    internal IReadOnlyList<TrySource> Sources(Guid person, PeopleSettings settings) => Device is { } device && People?.Contains(person) is true
        ? [new($"device:{device:N}", settings.WrongPasswords)]
        : [new($"network:{Network}", settings.WrongPasswords), new("everybody", settings.WrongPasswordsFromEverybody)];
}

/// <summary>One side from which wrong passwords come, and how many it has before it is locked.</summary>
internal sealed record TrySource(string Key, int Allowed);
