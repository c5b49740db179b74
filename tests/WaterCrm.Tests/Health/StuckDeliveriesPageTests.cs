using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Health;

/// <summary>The page behind "Events between modules": what could not be delivered is tried again or discarded by hand.</summary>
public abstract class StuckDeliveriesPageTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Page = "/staff/admin/deliveries", Failure = "The connection was refused.";
    private readonly FakeTime clock = new();
    private TestHost host = null!;
    private string listener = "";

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres, clock);
        listener = host.Services.GetRequiredService<EventRegistry>().Listeners.First();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_health_page_leads_to_what_failed_which_is_then_tried_again()
    {
        await Park(1);
        var administrator = await host.SignedInAs(StandardRoles.Administrator);
        Assert.Contains($"href=\"{Page}\"", await administrator.GetStringAsync("/staff/admin/health", Token), StringComparison.Ordinal);
        Assert.Contains(Failure, await administrator.GetStringAsync(Page, Token), StringComparison.Ordinal);

        using var tried = await administrator.PostForm(Page, Page + "/again", ("listener", listener), ("sequence", "1"));

        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        var after = await administrator.GetStringAsync(Page, Token);
        Assert.Contains("One delivery is tried again now.", after, StringComparison.Ordinal);
        Assert.DoesNotContain(Failure, after, StringComparison.Ordinal);
        Assert.Contains("Tried deliveries between modules again", await administrator.GetStringAsync("/staff/admin/audit?what=deliveries.tried-again", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarding_asks_first_and_what_is_gone_is_not_found_again()
    {
        await Park(1);
        await Park(2);
        var administrator = await host.SignedInAs(StandardRoles.Administrator);
        var question = $"{Page}/discard?listener={listener}";
        Assert.Contains("Discard 2 deliveries?", await administrator.GetStringAsync(question, Token), StringComparison.Ordinal);

        using var discarded = await administrator.PostForm(question, question);

        Assert.Contains("2 deliveries were discarded.", await administrator.GetStringAsync(Page, Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync(question, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"{Page}/discard?listener=%00", Token)).StatusCode);
    }

    [Fact]
    public async Task Only_who_may_take_them_up_finds_the_way()
    {
        var director = await host.SignedInAs(StandardRoles.Director);

        using var refused = await director.GetAsync(Page, Token);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task Park(long sequence)
    {
        await using var hold = await host.Services.GetRequiredService<Database>().Writing.Enter("test", Token);
        await hold.Execute("INSERT INTO kernel_outbox (sequence, name, subject, payload, occurred_at, written_at) VALUES (@sequence, 'x', @id, '{}', @at, @at)", Token, ("@sequence", sequence), ("@id", Guid.NewGuid()), ("@at", clock.Utc()));
        await hold.Execute("INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, due_at, failure) VALUES (@listener, @sequence, @id, 'Parked', 8, @at, @failure)", Token, ("@listener", listener), ("@sequence", sequence), ("@id", Guid.NewGuid()), ("@at", clock.Utc()), ("@failure", Failure));
        await hold.Commit(Token);
    }
}

public sealed class StuckDeliveriesPageOnSqliteTests(PostgresServer postgres) : StuckDeliveriesPageTests(DatabaseProvider.Sqlite, postgres);

public sealed class StuckDeliveriesPageOnPostgresTests(PostgresServer postgres) : StuckDeliveriesPageTests(DatabaseProvider.Postgres, postgres);
