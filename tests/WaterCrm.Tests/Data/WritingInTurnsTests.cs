using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NpgsqlTypes;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Data;

/// <summary>Two processes on one SQLite file, each with a door of its own: the one that imports lets the other one in between two chunks.</summary>
public sealed class WritingInTurnsTests(PostgresServer postgres) : IAsyncLifetime
{
    private static readonly BulkTable Notes = new("notes_note",
        new BulkColumn("Id", NpgsqlDbType.Uuid), new BulkColumn("Version", NpgsqlDbType.Integer), new BulkColumn("Text", NpgsqlDbType.Text), new BulkColumn("Number", NpgsqlDbType.Text));

    private Harness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await Harness.Start(DatabaseProvider.Sqlite, postgres, [new NotesModule()]);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_waits_longer_than_two_chunks_for_the_import_of_another_process()
    {
        await using var importing = Door();
        await using var serving = Door();
        var (row, chunks, longestChunk) = (0, 0, TimeSpan.Zero);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        long? began = null;
        var import = Task.Run(() => new BulkWriter(importing, TimeProvider.System).Run("import", chunk =>
        {
            began ??= Stopwatch.GetTimestamp();
            chunk.Add(Notes, Guid.NewGuid(), 0, $"row {++row}", null);
            return ValueTask.FromResult(!enough.IsCancellationRequested);
        }, (_, _) => Task.CompletedTask, Token, () =>
        {
            chunks++;
            longestChunk = TimeSpan.FromTicks(Math.Max(longestChunk.Ticks, Stopwatch.GetElapsedTime(began!.Value).Ticks));
            began = null;
        }), Token);

        var (turns, longestWait) = (0, TimeSpan.Zero);
        try
        {
            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(4); turns++)
            {
                var asked = Stopwatch.GetTimestamp();
                await using var hold = await serving.Writing.Enter("a click", Token);
                longestWait = TimeSpan.FromTicks(Math.Max(longestWait.Ticks, Stopwatch.GetElapsedTime(asked).Ticks));
                await hold.Execute("INSERT INTO notes_echo (\"Listener\", \"Text\") VALUES ('click', 'x')", Token);
                await hold.Commit(Token);
            }
        }
        finally
        {
            await enough.CancelAsync();   // an import that is never told to stop never ends
        }

        await import;
        TestContext.Current.SendDiagnosticMessage($"{turns} commands beside {chunks} chunks; longest wait {longestWait.TotalMilliseconds:0} ms, longest chunk {longestChunk.TotalMilliseconds:0} ms");
        // A chunk may hold the gate for 150 ms, and for as long as the disk takes.
        Assert.True(longestWait <= 2 * TimeSpan.FromMilliseconds(Math.Max(150, longestChunk.TotalMilliseconds)), $"One waited {longestWait.TotalMilliseconds:0} ms; the longest chunk took {longestChunk.TotalMilliseconds:0} ms.");
        Assert.True(turns >= 10 && chunks >= 10, $"{turns} commands beside {chunks} chunks");   // both get on
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_for_the_turn_stands_in_nobodys_way()
    {
        await using var serving = Door();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using (await new Turnstile(harness.Database.SqliteFile!).Enter(Token))
        {
            var waiting = serving.Writing.Enter("a click", impatient.Token);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await using var hold = await serving.Writing.Enter("another click", Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    private Database Door() => new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(harness.Folder, "watercrm.db")}", TimeProvider.System, NullLogger<WriteDoor>.Instance);
}
