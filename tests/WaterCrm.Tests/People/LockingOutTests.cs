using System.Net;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>A lock keeps out who guesses, and not the person who works here.</summary>
public abstract class LockingOutTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private static readonly SignInFrom Office = new("CB0071"), Stranger = new("C63364");
    private Harness harness = null!;
    private Guid hoa;

    public async ValueTask InitializeAsync()
    {
        harness = await Someone.Start(provider, postgres);
        hoa = await Someone.AddWithPassword(harness, "Hoa", StandardRoles.CareStaff);
    }

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_stranger_who_guesses_locks_out_the_own_network_only()
    {
        await Guess(Stranger, 5);

        Assert.False(await Enters(Stranger));
        Assert.True(await Enters(Office));
    }

    [Fact]
    public async Task Who_guesses_from_many_networks_has_twenty_tries_in_all()
    {
        for (var i = 0; i < 20; i++) await Guess(new SignInFrom($"C0000{i:X}"), 1);

        Assert.False(await Enters(Office));
        Assert.True(await Enters(Mine()));
    }

    [Fact]
    public async Task A_device_of_the_persons_own_answers_for_itself_alone()
    {
        var mine = Mine();
        await Guess(mine, 5);

        Assert.False(await Enters(mine));
        Assert.True(await Enters(Mine()));
        Assert.True(await Enters(Office));
    }

    [Fact]
    public async Task A_device_that_somebody_else_has_used_is_no_way_round()
    {
        var others = new SignInFrom(Stranger.Network, Guid.NewGuid(), [Guid.NewGuid()]);
        await Guess(others, 5);

        Assert.False(await Enters(others));
        Assert.False(await Enters(Stranger));
    }

    [Fact]
    public async Task Each_lock_is_twice_as_long_as_the_one_before_and_a_day_at_most()
    {
        foreach (var minutes in new[] { 15, 30, 60, 120, 240, 480, 960, 1440, 1440 })
        {
            await Guess(Stranger, 5);
            harness.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(await Enters(Stranger));
            harness.Clock.Advance(TimeSpan.FromSeconds(1));
            if (minutes < 1440) await Guess(Mine(), 1);   // nothing to do with it
        }

        Assert.True(await Enters(Stranger));
    }

    [Fact]
    public async Task A_guesser_has_no_more_tries_in_a_day_than_when_five_closed_the_account()
    {
        var looked = 0;
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            for (var i = 0; i < 20; i++)
                if ((await harness.Send(new CountSignInTry(hoa, new SignInFrom($"{minute % 50:X2}{i:X4}").Sources(hoa, new PeopleSettings())))).Value) looked++;
            minute += 14;   // the first lock is fifteen minutes
            harness.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.InRange(looked, 20, 5 * 24 * 4);
    }

    [Fact]
    public async Task A_new_password_by_a_link_ends_every_wait()
    {
        await Guess(Office, 5);
        var link = await harness.Send(new MakePasswordLink(hoa));
        await harness.Send(new ChoosePassword(link.Value.Token.Text, Someone.Password, Someone.Password));

        Assert.True(await Enters(Office));
    }

    [Theory]
    [InlineData("203.0.113.7", "CB0071"), InlineData("::ffff:203.0.113.250", "CB0071"), InlineData("2001:db8:1:ff::9", "20010DB80001"), InlineData("2001:db8:1::1", "20010DB80001")]
    public void Neighbouring_addresses_are_one_network(string address, string network) => Assert.Equal(network, SignInFrom.NetworkOf(IPAddress.Parse(address)));

    private SignInFrom Mine() => new(Stranger.Network, Guid.NewGuid(), [hoa]);

    private async Task Guess(SignInFrom from, int times)
    {
        for (var i = 0; i < times; i++) Assert.NotNull((await harness.Send(new SignIn("hoa", "wrong password") { From = from })).Error);
    }

    private async Task<bool> Enters(SignInFrom from) => (await harness.Send(new SignIn("hoa", Someone.Password) { From = from })).Error is null;
}

public sealed class LockingOutOnSqlite(PostgresServer postgres) : LockingOutTests(DatabaseProvider.Sqlite, postgres);

public sealed class LockingOutOnPostgres(PostgresServer postgres) : LockingOutTests(DatabaseProvider.Postgres, postgres);
