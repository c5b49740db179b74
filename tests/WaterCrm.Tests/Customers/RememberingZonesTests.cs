using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Customers;

/// <summary>What every page asks for is remembered, and never longer than it is true.</summary>
public sealed class RememberingZonesTests(PostgresServer postgres) : CustomersTest(DatabaseProvider.Sqlite, postgres)
{
    [Fact]
    public async Task A_zone_is_found_at_once_under_the_name_just_given_to_it()
    {
        var id = Done(await Harness.Send(new RecordZone { Code = "4", NameEn = "East bank" }));
        Assert.Equal("East bank", await Name());

        Done(await Harness.Send(new RecordZone { Id = id, Code = "4", NameEn = "Old town" }));

        Assert.Equal("Old town", await Name());
    }

    [Fact]
    public async Task What_another_host_changed_is_seen_after_ten_seconds_without_asking_before()
    {
        Done(await Harness.Send(new RecordZone { Code = "4", NameEn = "East bank" }));
        Assert.Equal("East bank", await Name());
        await using (var hold = await Harness.Database.Writing.Enter("another host", Token))
        {
            await hold.Execute("UPDATE customers_zone SET \"NameEn\" = 'Old town'", Token);
            await hold.Commit(Token);
        }

        Assert.Equal("East bank", await Name());   // remembered: no question went to the database
        Harness.Clock.Advance(Remembered.OfOtherHosts);
        Assert.Equal("Old town", await Name());
    }

    [Fact]
    public async Task What_was_read_before_a_change_was_committed_is_not_kept_after_it()
    {
        var remembered = new Remembered(Harness.Clock);
        var before = await Harness.Read<CustomersDbContext, string>(async db => await remembered.Get(db, "customers.test", typeof(Zone), () =>
        {
            remembered.Forget([typeof(Zone)]);   // committed while the answer was on its way
            return Task.FromResult("as it was");
        }));
        var after = await Harness.Read<CustomersDbContext, string>(async db => await remembered.Get(db, "customers.test", typeof(Zone), () => Task.FromResult("as it is")));

        Assert.Equal("as it was", before);
        Assert.Equal("as it is", after);
    }

    private async Task<string> Name() => Assert.Single(await Harness.Send(new FindZones())).Name.Words["en"];
}
