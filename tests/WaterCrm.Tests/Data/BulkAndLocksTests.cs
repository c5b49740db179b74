using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NpgsqlTypes;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Data;

public abstract class BulkAndLocksTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private static readonly BulkTable Notes = new("notes_note",
        new BulkColumn("Id", NpgsqlDbType.Uuid), new BulkColumn("Version", NpgsqlDbType.Integer), new BulkColumn("Text", NpgsqlDbType.Text), new BulkColumn("Number", NpgsqlDbType.Text));

    private Harness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await Harness.Start(provider, postgres, [new NotesModule()]);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_the_operator_sets_for_the_connection_holds_for_reading_too()
    {
        await using var database = new Database(DatabaseProvider.Postgres, "Host=nowhere;Options=-c search_path=crm", TimeProvider.System, NullLogger<WriteDoor>.Instance);

        Assert.Contains("-c search_path=crm -c default_transaction_read_only=on", database.ReadConnectionString);
    }

    [Fact]
    public async Task Bulk_work_commits_in_chunks_and_others_come_between_them()
    {
        var writer = harness.Services.GetRequiredService<BulkWriter>();
        var row = 0;
        List<int> chunks = [];

        await writer.Run("test", chunk =>
        {
            harness.Clock.Advance(TimeSpan.FromMilliseconds(10));   // a slow disk
            chunk.Add(Notes, Ids.New(harness.Clock), 0, $"row {++row}", row % 2 == 0 ? null : "odd");
            return ValueTask.FromResult(row < 20);
        }, (_, _) =>
        {
            chunks.Add(row);
            return Task.CompletedTask;
        }, Token);

        Assert.Equal([9, 18, 20], chunks);
        Assert.Equal(20, await harness.Send(new CountNotes()));
        Assert.Equal(10, await harness.Read<NotesDbContext, int>(db => db.Notes.CountAsync(n => n.Number == null)));
    }

    [Fact]
    public async Task Bulk_work_that_fails_keeps_the_chunks_before_and_nothing_of_its_own()
    {
        var writer = harness.Services.GetRequiredService<BulkWriter>();
        var row = 0;

        await Assert.ThrowsAsync<InvalidDataException>(() => writer.Run("test", chunk =>
        {
            harness.Clock.Advance(TimeSpan.FromMilliseconds(30));
            chunk.Add(Notes, Ids.New(harness.Clock), 0, $"row {++row}", null);
            return row < 8 ? ValueTask.FromResult(true) : throw new InvalidDataException("Row 8 is broken.");
        }, (_, _) => Task.CompletedTask, Token));

        Assert.Equal(6, await harness.Send(new CountNotes()));
    }

    [Fact]
    public async Task A_lease_is_one_hosts_until_it_is_given_back_or_its_time_is_up()
    {
        using var one = new HostPresence(harness.Folder);
        using var two = new HostPresence(harness.Folder);
        var here = new DatabaseLeases(harness.Database, one, harness.Clock);
        var there = new DatabaseLeases(harness.Database, two, harness.Clock);

        Assert.True(await here.TryTake("task", TimeSpan.FromMinutes(5), Token));
        Assert.False(await there.TryTake("task", TimeSpan.FromMinutes(5), Token));
        await here.GiveBack("task");
        Assert.True(await there.TryTake("task", TimeSpan.FromMinutes(5), Token));
        harness.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(await here.TryTake("task", TimeSpan.FromMinutes(5), Token));
    }

    [Fact]
    public async Task A_lease_of_a_host_that_was_killed_is_taken_over_at_once_and_by_one_only()
    {
        await HeldBy(DeadHost.In(harness.Folder));
        using var one = new HostPresence(harness.Folder);
        using var two = new HostPresence(harness.Folder);

        var taken = await Task.WhenAll(new[] { one, two }.Select(host => Task.Run(() => new DatabaseLeases(harness.Database, host, harness.Clock).TryTake("task", TimeSpan.FromMinutes(5), Token), Token)));

        Assert.Equal(1, taken.Count(t => t));
    }

    [Fact]
    public async Task A_lease_of_a_machine_that_cannot_be_seen_is_left_until_its_time_is_up()
    {
        await HeldBy($"elsewhere:1:{Guid.NewGuid():N}");
        using var here = new HostPresence(harness.Folder);
        var leases = new DatabaseLeases(harness.Database, here, harness.Clock);

        Assert.False(await leases.TryTake("task", TimeSpan.FromMinutes(5), Token));
        harness.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(await leases.TryTake("task", TimeSpan.FromMinutes(5), Token));
    }

    private async Task HeldBy(string holder)
    {
        await using var hold = await harness.Database.Writing.Enter("test", Token);
        await hold.Execute("INSERT INTO kernel_lease (name, holder, until) VALUES ('task', @holder, @until)", Token, ("@holder", holder), ("@until", harness.Clock.Utc().AddMinutes(5)));
        await hold.Commit(Token);
    }

    [Fact]
    public async Task Several_hosts_may_start_at_once_on_a_new_database()
    {
        var fresh = provider is DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(harness.Folder, "fresh.db")}"
            : await postgres.CreateDatabaseAsync(Token);

        async Task Start()
        {
            await using var database = new Database(provider, fresh, TimeProvider.System, NullLogger<WriteDoor>.Instance);
            await new Migrator(harness.Services.GetServices<ModuleDatabase>(), database, harness.Services.GetRequiredService<ILoggerFactory>(),
                TimeProvider.System, NullLogger<Migrator>.Instance).Migrate(Token);
        }

        await Task.WhenAll(Task.Run(Start, Token), Task.Run(Start, Token), Task.Run(Start, Token));
    }

    [Fact]
    public async Task Whoever_comes_first_to_the_write_gate_is_served_first()
    {
        if (provider is DatabaseProvider.Postgres) return;   // there is no gate there

        List<int> served = [];
        List<Task> waiting = [];
        await using (await harness.Database.Writing.Enter("first", Token))
            for (var i = 0; i < 20; i++)
            {
                var mine = i;
                waiting.Add(Serve(mine));
            }

        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, 20), served);

        async Task Serve(int mine)
        {
            await using var hold = await harness.Database.Writing.Enter("next", Token);
            served.Add(mine);
        }
    }
}

public sealed class BulkAndLocksOnSqlite(PostgresServer postgres) : BulkAndLocksTests(DatabaseProvider.Sqlite, postgres)
{
    [Fact]
    public async Task A_migration_that_was_killed_does_not_stop_the_next_start()
    {
        await using var harness = await Harness.Start(DatabaseProvider.Sqlite, null!, [new NotesModule()]);
        var file = Path.Combine(harness.Folder, "killed.db");
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}", TimeProvider.System, NullLogger<WriteDoor>.Instance);
        await using (var hold = await database.Writing.Enter("a host that is killed", TestContext.Current.CancellationToken))
        {
            await hold.Execute("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)", TestContext.Current.CancellationToken);
            await hold.Execute("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')", TestContext.Current.CancellationToken);
            await hold.Commit(TestContext.Current.CancellationToken);
        }

        var migrator = new Migrator(harness.Services.GetServices<ModuleDatabase>(), database, harness.Services.GetRequiredService<ILoggerFactory>(),
            TimeProvider.System, NullLogger<Migrator>.Instance);
        await migrator.Migrate(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}

public sealed class BulkAndLocksOnPostgres(PostgresServer postgres) : BulkAndLocksTests(DatabaseProvider.Postgres, postgres);
