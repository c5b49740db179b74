using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Data;

public abstract class OneCommandOneTransactionTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Harness.Start(provider, postgres, [new NotesModule()]);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_command_writes_its_rows_its_event_and_its_audit_together()
    {
        var id = (await harness.Send(new WriteNote("one"))).Value;

        Assert.Equal(1, await harness.Send(new CountNotes()));
        var said = await harness.Read<KernelDbContext, OutboxEvent>(db => db.Outbox.SingleAsync());
        Assert.Equal(("notes.written", id), (said.Name, said.Subject));
        var noted = await harness.Read<KernelDbContext, AuditEntry>(db => db.Audit.SingleAsync());
        Assert.Equal(("notes.written", (Guid?)id, "test"), (noted.Action, noted.Subject, noted.ActorName));
    }

    [Fact]
    public async Task A_refusal_inside_a_command_undoes_the_whole_even_if_the_caller_does_not_look()
    {
        var result = await harness.Send(new WriteTwo("kept?", "forbidden"));

        Assert.Equal("notes.forbidden", result.Error?.Code);
        await NothingWasWritten();
    }

    [Fact]
    public async Task Input_that_is_refused_inside_a_command_undoes_the_whole()
    {
        var result = await harness.Send(new WriteTwo("kept?", ""));

        Assert.Equal(KernelErrors.Invalid.Code, result.Error?.Code);
        Assert.Equal("Text", Assert.Single(result.Error!.Fields).Field);
        await NothingWasWritten();
    }

    [Fact]
    public async Task A_crash_after_saving_leaves_nothing_and_the_next_command_goes_through()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Send(new WriteNote("crash")));

        await NothingWasWritten();
        Assert.Null((await harness.Send(new WriteNote("after"))).Error);
    }

    [Fact]
    public async Task Nested_commands_join_and_each_stands_in_the_audit()
    {
        Assert.Null((await harness.Send(new WriteTwo("one", "two"))).Error);

        var actions = await harness.Read<KernelDbContext, List<string>>(db => db.Audit.OrderBy(a => a.Sequence).Select(a => a.Action).ToListAsync());
        Assert.Equal(["notes.two-written", "notes.written", "notes.written"], actions);
    }

    [Fact]
    public async Task A_query_cannot_write()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Send(new WriteByQuery()));

        await using var connection = harness.Database.NewReadConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var stray = connection.Statement(null, "UPDATE notes_note SET \"Text\" = 'stray'");
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => stray.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Matches("read-?only", refused.Message);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_nothing_of_the_first_is_lost()
    {
        var id = (await harness.Send(new WriteNote("draft"))).Value;

        Assert.Null((await harness.Send(new RenameNote(id, "first", Version: 0))).Error);
        var second = await harness.Send(new RenameNote(id, "second", Version: 0));

        Assert.Equal((KernelErrors.ChangedMeanwhile.Code, 409), (second.Error!.Code, second.Error.Status));
        Assert.Equal("first", await harness.Read<NotesDbContext, string>(db => db.Notes.Select(n => n.Text).SingleAsync()));
    }

    [Fact]
    public async Task The_audit_tells_the_old_and_the_new_value()
    {
        var id = (await harness.Send(new WriteNote("before"))).Value;
        await harness.Send(new RenameNote(id, "after", Version: 0));

        var renamed = await harness.Read<KernelDbContext, AuditEntry>(db => db.Audit.SingleAsync(a => a.Action == "notes.renamed"));
        Assert.Contains("""["before","after"]""", renamed.Changes);
    }

    [Fact]
    public async Task Numbers_have_no_gaps_though_commands_fail_and_come_all_at_once()
    {
        var commands = Enumerable.Range(0, 64).Select(async i =>
        {
            try
            {
                await harness.Send(new WriteNote(i % 4 == 0 ? "crash" : $"note {i}", Numbered: true));
            }
            catch (InvalidOperationException)
            {
                // Every fourth one is meant to fail after it took its number.
            }
        });
        await Task.WhenAll(commands);

        var numbers = await harness.Read<NotesDbContext, List<string?>>(db => db.Notes.OrderBy(n => n.Number).Select(n => n.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 48).Select(i => $"N-2026-{i:000000}"), numbers);
    }

    [Fact]
    public async Task While_one_command_prepares_others_are_committed()
    {
        harness.Services.GetRequiredService<Interruption>().BeforeTransaction = async () => Assert.Null((await harness.Send(new WriteNote("meanwhile"))).Error);

        Assert.Null((await harness.Send(new WriteNote("interrupted"))).Error);
        Assert.Equal(2, await harness.Send(new CountNotes()));
    }

    [Fact]
    public async Task A_connection_that_failed_is_not_given_to_the_next()
    {
        await using (var hold = await harness.Database.Writing.Enter("broken", TestContext.Current.CancellationToken)) hold.Connection.Close();

        Assert.Null((await harness.Send(new WriteNote("after"))).Error);
    }

    [Fact]
    public async Task Ids_are_sixteen_bytes_in_network_order()
    {
        var id = (await harness.Send(new WriteNote("one"))).Value;

        await using var connection = harness.Database.NewReadConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var stored = connection.Statement(null, harness.Database.IsSqlite ? "SELECT hex(\"Id\") FROM notes_note" : "SELECT replace(upper(\"Id\"::text), '-', '') FROM notes_note");
        Assert.Equal(id.ToString("N").ToUpperInvariant(), await stored.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal("one", await harness.Read<NotesDbContext, string>(db => db.Notes.Where(n => n.Id == id).Select(n => n.Text).SingleAsync()));
    }

    private async Task NothingWasWritten()
    {
        Assert.Equal(0, await harness.Send(new CountNotes()));
        Assert.Equal(0, await harness.Read<KernelDbContext, int>(db => db.Outbox.CountAsync()));
        Assert.Equal(0, await harness.Read<KernelDbContext, int>(db => db.Audit.CountAsync()));
    }
}

public sealed class OneCommandOneTransactionOnSqlite(PostgresServer postgres) : OneCommandOneTransactionTests(DatabaseProvider.Sqlite, postgres);

public sealed class OneCommandOneTransactionOnPostgres(PostgresServer postgres) : OneCommandOneTransactionTests(DatabaseProvider.Postgres, postgres);
