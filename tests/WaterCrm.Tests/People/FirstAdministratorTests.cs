using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public abstract class FirstAdministratorTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Someone.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whoever_has_the_link_becomes_administrator_and_can_sign_in()
    {
        var made = await Use(await Link());

        var person = await harness.Send(new ShowPerson(made.Value));
        Assert.Equal(await Someone.RolesOf(harness, StandardRoles.Administrator), person!.Roles);
        Assert.Equal(made.Value, (await harness.Send(new SignIn("first", Someone.Password))).Value);
    }

    [Fact]
    public async Task Of_many_who_come_with_the_link_at_once_one_becomes_administrator()
    {
        var link = await Link();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Use(link, $"first{i}"))));

        Assert.Single(all, made => made.Error is null);
        Assert.All(all.Where(made => made.Error is not null), made => Assert.Equal(KernelErrors.NotFound, made.Error));
        Assert.Equal(1, await harness.Read<KernelDbContext, int>(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_link_that_was_used_leads_nowhere()
    {
        var link = await Link();
        await Use(link);

        Assert.Equal(KernelErrors.NotFound, (await Use(link, "second")).Error);
        Assert.False(await harness.Send(new LinkWorks(link, ForSetup: true)));
    }

    [Fact]
    public async Task A_new_start_ends_the_link_of_the_start_before()
    {
        var old = await Link();
        var now = await Link();

        Assert.Equal(KernelErrors.NotFound, (await Use(old)).Error);
        Assert.Null((await Use(now)).Error);
    }

    [Fact]
    public async Task The_link_ends_after_a_day()
    {
        var link = await Link();
        harness.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(KernelErrors.NotFound, (await Use(link)).Error);
    }

    [Fact]
    public async Task Once_there_is_somebody_no_link_is_offered()
    {
        await Use(await Link());

        Assert.Null((await harness.Send(new OfferSetup())).Value);
    }

    [Fact]
    public async Task Only_the_hash_of_the_link_is_kept()
    {
        var link = await Link();

        var kept = await harness.Read<KernelDbContext, byte[]>(db => db.OneTimeLinks.Select(l => l.Hash).SingleAsync());
        Assert.Equal(32, kept.Length);
        Assert.NotEqual(link, System.Buffers.Text.Base64Url.EncodeToString(kept));
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(link).Length);
    }

    [Fact]
    public async Task A_link_for_a_password_makes_no_administrator()
    {
        await Use(await Link());
        var person = await Someone.Add(harness, "Hoa");
        var link = (await harness.Send(new MakePasswordLink(person))).Value.Token.Text;

        Assert.Equal(KernelErrors.NotFound, (await Use(link, "second")).Error);
    }

    private async Task<string> Link() => (await harness.Send(new OfferSetup())).Value!.Token;

    private Task<Result<Guid>> Use(string link, string name = "first") => harness.Send(new MakeFirstAdministrator(link, "First", name, Someone.Password, Someone.Password));
}

public sealed class FirstAdministratorOnSqliteTests(PostgresServer postgres) : FirstAdministratorTests(DatabaseProvider.Sqlite, postgres);

public sealed class FirstAdministratorOnPostgresTests(PostgresServer postgres) : FirstAdministratorTests(DatabaseProvider.Postgres, postgres);
