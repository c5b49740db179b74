using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Data;

public abstract class OutboxTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    private HashSet<string> Failing => harness.Services.GetRequiredService<ListenerTroubles>().FailingTexts;

    public async ValueTask InitializeAsync() => harness = await Harness.Start(provider, postgres, [new NotesModule()]);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_listener_hears_a_committed_event_once()
    {
        await harness.Send(new WriteNote("one"));

        Assert.Equal(2, await harness.DeliverEvents());
        Assert.Equal(0, await harness.DeliverEvents());
        Assert.Equal(["echo:one", "repeat:one"], (await Heard()).Order());
    }

    [Fact]
    public async Task Nothing_is_told_of_a_command_that_failed()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Send(new WriteNote("crash")));

        Assert.Equal(0, await harness.DeliverEvents());
    }

    [Fact]
    public async Task A_failing_delivery_leaves_nothing_behind_and_comes_again()
    {
        Failing.Add("one");
        await harness.Send(new WriteNote("one"));
        await harness.DeliverEvents();
        Assert.Equal(["repeat:one"], await Heard());

        Failing.Clear();
        Assert.Equal(0, await harness.DeliverEvents());
        harness.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await harness.DeliverEvents());
        Assert.Equal(["echo:one", "repeat:one"], (await Heard()).Order());
    }

    [Fact]
    public async Task What_a_listener_sends_is_validated_like_anything_else()
    {
        await harness.Send(new WriteNote("unspeakable"));

        Assert.Equal(0, await harness.DeliverEvents());
        Assert.Empty(await Heard());
    }

    [Fact]
    public async Task A_failure_blocks_its_own_listener_and_subject_and_no_other()
    {
        Failing.Add("one");
        var first = (await harness.Send(new WriteNote("one"))).Value;
        await harness.Send(new RenameNote(first, "one again", 0));
        await harness.Send(new WriteNote("two"));
        await harness.DeliverEvents();

        Assert.Equal(["echo:two", "repeat:one", "repeat:one again", "repeat:two"], (await Heard()).Order());
        Failing.Clear();
        harness.Clock.Advance(TimeSpan.FromSeconds(2));
        await harness.DeliverEvents();
        Assert.Equal(["echo:two", "echo:one", "echo:one again"], (await Heard()).Where(h => h.StartsWith("echo", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_several_tries_a_delivery_is_parked_and_says_why()
    {
        Failing.Add("one");
        await harness.Send(new WriteNote("one"));
        for (var i = 0; i < OutboxDispatcher.MaximumTries + 2; i++)
        {
            await harness.DeliverEvents();
            harness.Clock.Advance(TimeSpan.FromHours(1));
        }

        var parked = await harness.Read<KernelDbContext, InboxEntry>(db => db.Inbox.SingleAsync(e => e.State == DeliveryState.Parked));
        Assert.Equal((OutboxDispatcher.MaximumTries, "'one' cannot be echoed."), (parked.Tries, parked.Failure));
    }

    [Fact]
    public async Task Two_hosts_delivering_at_once_tell_each_listener_once()
    {
        for (var i = 0; i < 20; i++) await harness.Send(new WriteNote($"note {i}"));

        var both = await Task.WhenAll(Task.Run(harness.DeliverEvents, TestContext.Current.CancellationToken), Task.Run(harness.DeliverEvents, TestContext.Current.CancellationToken));

        Assert.Equal(40, both.Sum());
        var heard = await Heard();
        Assert.Equal((40, 40), (heard.Count, heard.Distinct().Count()));
    }

    [Fact]
    public async Task A_commit_rings_the_bell_and_the_bell_is_not_lost_before_anybody_listens()
    {
        var signal = harness.Services.GetRequiredService<OutboxSignal>();
        await harness.Send(new WriteNote("one"));

        // The clock stands still, so the wait ends by the signal or never.
        await signal.Wait(TimeSpan.FromMinutes(1), harness.Clock, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Events_that_everybody_was_told_of_are_forgotten_after_a_month_and_parked_ones_are_not()
    {
        Failing.Add("one");
        await harness.Send(new WriteNote("one"));
        await harness.Send(new WriteNote("two"));
        await harness.DeliverEvents();
        harness.Clock.Advance(TimeSpan.FromDays(31));
        await harness.Send(new WriteNote("three"));

        await harness.Services.GetServices<IBackgroundTask>().OfType<OutboxCleanUp>().Single().DoWorkAsync(harness.Services, TestContext.Current.CancellationToken);

        var left = await harness.Read<KernelDbContext, List<string>>(db => db.Outbox.OrderBy(e => e.Sequence).Select(e => e.Payload).ToListAsync());
        Assert.Equal(2, left.Count);
        Assert.Contains("\"one\"", left[0]);
        Assert.Contains("\"three\"", left[1]);
    }

    private Task<List<string>> Heard() =>
        harness.Read<NotesDbContext, List<string>>(db => db.Echoes.OrderBy(e => e.Id).Select(e => e.Listener + ":" + e.Text).ToListAsync());
}

public sealed class OutboxOnSqlite(PostgresServer postgres) : OutboxTests(DatabaseProvider.Sqlite, postgres);

public sealed class OutboxOnPostgres(PostgresServer postgres) : OutboxTests(DatabaseProvider.Postgres, postgres);
