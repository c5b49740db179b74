using System.Net;
using System.Net.Sockets;

namespace WaterCrm.Kernel.Web;

/// <summary>
/// Keeps a flood of what anybody may send from taking the whole server. It counts what comes in a minute, all together:
/// a street of households behind one address of a mobile carrier is not refused while there is room. Only when the minute's budget is used up
/// are those addresses refused that have had more than their share of it.
/// </summary>
/// <param name="budgetNow">How many a minute, as the settings say at this moment.</param>
/// <param name="clock">Counts the minutes.</param>
public sealed class FloodGate(Func<int> budgetNow, TimeProvider clock)
{
    /// <summary>When it is crowded an address still gets one part in so many of the budget.</summary>
    private const int Shares = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, int> byAddress = [];
    private long minute;
    private int taken;

    /// <summary>True when there is room for one more from this address.</summary>
    public bool LetsIn(IPAddress? address)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var budget = budgetNow();
        lock (gate)
        {
            if (now != minute)
            {
                (minute, taken) = (now, 0);
                byAddress.Clear();
            }

            var household = HouseholdOf(address);
            var had = byAddress.GetValueOrDefault(household);
            // The table cannot grow without bounds: beyond twice the budget nobody new is counted, nor let in.
            if (taken >= budget && (had >= Math.Max(1, budget / Shares) || taken >= 2 * budget)) return false;
            byAddress[household] = had + 1;
            taken++;
            return true;
        }
    }

    /// <summary>An IPv6 household owns a whole /64, so the rest of the address says nothing.</summary>
    private static UInt128 HouseholdOf(IPAddress? address)
    {
        if (address is null) return 0;
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (address.AddressFamily is AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6) bytes[8..].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
