using System.Net;
using System.Net.Sockets;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>
/// Which addresses belong to the public internet: those the IANA registries of special-purpose addresses (RFC 6890) do not keep for something else. Of IPv6
/// only global unicast, 2000::/3, without the blocks in it that stand for other addresses; so no IPv4 address comes in by a mapped, translated or tunnelled one.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Others =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",   // a cloud's own door to its machines, among public addresses
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(block => IPNetwork.Parse(block)),
    ];

    public static bool Is(IPAddress address) => (address.AddressFamily is AddressFamily.InterNetwork || IsGlobalUnicast(address)) && !Array.Exists(Others, block => block.Contains(address));

    /// <summary>By its bits: .NET's networks take a mapped IPv4 address for that IPv4 address, and find it in 2000::/3.</summary>
    private static bool IsGlobalUnicast(IPAddress address) => address.AddressFamily is AddressFamily.InterNetworkV6 && (address.GetAddressBytes()[0] & 0xE0) == 0x20;
}
