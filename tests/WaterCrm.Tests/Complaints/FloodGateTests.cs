using System.Net;
using WaterCrm.Kernel.Web;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

public sealed class FloodGateTests
{
    private readonly FakeTime clock = new();

    [Fact]
    public void Thousands_behind_one_address_come_in_while_there_is_room()
    {
        var gate = new FloodGate(() => 5_000, clock);

        Assert.All(Enumerable.Range(0, 5_000), _ => Assert.True(gate.LetsIn(IPAddress.Parse("27.72.1.1"))));
        Assert.False(gate.LetsIn(IPAddress.Parse("27.72.1.1")));
    }

    [Fact]
    public void Whoever_floods_does_not_keep_the_others_out()
    {
        var gate = new FloodGate(() => 640, clock);
        for (var i = 0; i < 2_000; i++) gate.LetsIn(IPAddress.Parse("203.0.113.9"));

        Assert.True(gate.LetsIn(IPAddress.Parse("27.72.1.1")));
        Assert.False(gate.LetsIn(IPAddress.Parse("203.0.113.9")));
    }

    [Fact]
    public void An_attacker_with_many_addresses_of_one_IPv6_net_is_one()
    {
        var gate = new FloodGate(() => 64, clock);
        for (var i = 0; i < 64; i++) Assert.True(gate.LetsIn(IPAddress.Parse($"2001:db8::{i:x}")));

        Assert.False(gate.LetsIn(IPAddress.Parse("2001:db8::ffff")));
        Assert.True(gate.LetsIn(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void The_next_minute_begins_anew()
    {
        var gate = new FloodGate(() => 1, clock);
        gate.LetsIn(IPAddress.Loopback);
        Assert.False(gate.LetsIn(IPAddress.Loopback));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(gate.LetsIn(IPAddress.Loopback));
    }

    [Fact]
    public void There_is_an_end_to_it_whatever_the_number_of_addresses()
    {
        var gate = new FloodGate(() => 100, clock);
        var let = Enumerable.Range(0, 1_000).Count(i => gate.LetsIn(new IPAddress([10, 0, (byte)(i / 256), (byte)i])));

        Assert.Equal(200, let);
    }
}
