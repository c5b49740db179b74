using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Data.Outbox.Features;
using WaterCrm.Kernel.Requests;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Data;

/// <summary>What could not be told is seen, tried again or discarded.</summary>
public abstract class StuckDeliveriesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
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
    public async Task A_parked_delivery_says_who_of_what_how_often_and_why()
    {
        var said = harness.Clock.Utc();
        var note = await Park("one");
        await harness.Send(new RenameNote(note, "one again", 0));
        await harness.DeliverEvents();

        var row = Assert.Single(await Stuck());
        Assert.EndsWith("Echo", row.Listener);
        Assert.Equal((note, said, OutboxDispatcher.MaximumTries, "'one' cannot be echoed.", 1, true), (row.Subject, row.Since, row.Tries, row.Failure, row.Behind, row.HasListener));
        Assert.Equal(new DeliveryCounts(1, 0), await harness.Send(new CountDeliveries()));
    }

    [Fact]
    public async Task Trying_again_tells_it_and_what_waited_behind_it_in_order()
    {
        var note = await Park("one");
        await harness.Send(new RenameNote(note, "one again", 0));
        await harness.DeliverEvents();
        Failing.Clear();
        var row = Assert.Single(await Stuck());

        Assert.Equal(1, (await harness.Send(new TryDeliveriesAgain(row.Listener, row.Sequence))).Value);
        await harness.DeliverEvents();

        Assert.Empty(await Stuck());
        Assert.Equal(["echo:one", "echo:one again"], await Echoed());
        Assert.Equal("deliveries.gone", (await harness.Send(new TryDeliveriesAgain(row.Listener, row.Sequence))).Error?.Code);
    }

    [Fact]
    public async Task A_delivery_that_is_discarded_is_never_made_and_stands_in_the_audit()
    {
        var note = await Park("one");
        await harness.Send(new RenameNote(note, "one again", 0));
        await harness.DeliverEvents();
        Failing.Clear();
        var row = Assert.Single(await Stuck());

        Assert.Equal(1, (await harness.Send(new DiscardDeliveries(row.Listener, row.Sequence))).Value);
        await harness.DeliverEvents();

        Assert.Equal(["echo:one again"], await Echoed());
        var written = await harness.Read<KernelDbContext, string?>(db => db.Audit.Where(a => a.Action == "deliveries.discarded").Select(a => a.Changes).SingleAsync());
        Assert.Contains(row.Listener, written);
        Assert.Contains("\"Parked\",null", written);
    }

    [Fact]
    public async Task What_is_still_being_tried_or_was_told_can_be_neither_tried_again_nor_discarded()
    {
        Failing.Add("one");
        await harness.Send(new WriteNote("one"));
        await harness.DeliverEvents();
        var entries = await harness.Read<KernelDbContext, List<(string Listener, long Sequence)>>(async db => [.. (await db.Inbox.ToListAsync()).Select(e => (e.Listener, e.Sequence))]);
        Assert.Equal(2, entries.Count);

        foreach (var (listener, sequence) in entries)
        {
            Assert.Equal("deliveries.gone", (await harness.Send(new TryDeliveriesAgain(listener, sequence))).Error?.Code);
            Assert.Equal("deliveries.gone", (await harness.Send(new DiscardDeliveries(listener, sequence))).Error?.Code);
        }

        Assert.Empty(await Stuck());
    }

    [Fact]
    public async Task Rows_of_a_listener_that_is_gone_are_seen_and_can_be_removed_together()
    {
        await harness.Send(new WriteNote("one"));
        await harness.Send(new WriteNote("two"));
        await Rename("Echo", "Notes.Former");

        var rows = await Stuck();
        Assert.Equal([("Notes.Former", false), ("Notes.Former", false)], rows.Select(r => (r.Listener, r.HasListener)));
        Assert.Equal(new DeliveryCounts(0, 2), await harness.Send(new CountDeliveries()));
        Assert.Equal("deliveries.nobody-listens", (await harness.Send(new TryDeliveriesAgain("Notes.Former"))).Error?.Code);
        Assert.Equal(2, (await harness.Send(new DiscardDeliveries("Notes.Former"))).Value);
        Assert.Empty(await Stuck());
    }

    [Fact]
    public async Task Many_stand_on_several_pages_each_once()
    {
        for (var i = 0; i < FindDeliveries.PageSize + 7; i++) await harness.Send(new WriteNote($"note {i}"));
        await Rename("", "Notes.Former");   // both listeners: a page ends between two of one event

        List<DeliveryRow> seen = [];
        string? after = null;
        do
        {
            var page = await harness.Send(new FindDeliveries(after));
            Assert.InRange(page.Deliveries.Count, 1, FindDeliveries.PageSize);
            seen.AddRange(page.Deliveries);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(2 * (FindDeliveries.PageSize + 7), seen.Select(r => (r.Listener, r.Sequence)).Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(seen.Select(r => r.Sequence).Order(), seen.Select(r => r.Sequence));
    }

    private async Task<Guid> Park(string text)
    {
        Failing.Add(text);
        var note = (await harness.Send(new WriteNote(text))).Value;
        for (var i = 0; i < OutboxDispatcher.MaximumTries; i++)
        {
            await harness.DeliverEvents();
            harness.Clock.Advance(TimeSpan.FromHours(1));
        }

        return note;
    }

    private async Task<IReadOnlyList<DeliveryRow>> Stuck() => (await harness.Send(new FindDeliveries())).Deliveries;

    /// <summary>As when a new version gives the listener another name.</summary>
    private Task Rename(string ending, string name) => harness.Services.GetRequiredService<CommandRunner>().Run<WaterCrm.Kernel.Results.Result<int>>("rename", async (services, token) =>
        await services.GetRequiredService<CommandScope>().Hold!.Execute(
            ending == "" ? "UPDATE kernel_inbox SET listener = @name || listener" : "UPDATE kernel_inbox SET listener = @name WHERE listener LIKE @like", token, ("@name", name), ("@like", "%" + ending)),
        TestContext.Current.CancellationToken);

    private Task<List<string>> Echoed() => harness.Read<NotesDbContext, List<string>>(db =>
        db.Echoes.Where(e => e.Listener == "echo").OrderBy(e => e.Id).Select(e => e.Listener + ":" + e.Text).ToListAsync());
}

public sealed class StuckDeliveriesOnSqlite(PostgresServer postgres) : StuckDeliveriesTests(DatabaseProvider.Sqlite, postgres);

public sealed class StuckDeliveriesOnPostgres(PostgresServer postgres) : StuckDeliveriesTests(DatabaseProvider.Postgres, postgres);
