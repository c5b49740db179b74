using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>What a sender wants to have in the database: what became of the last message of its connection, and the next it is about to hand over.</summary>
/// <param name="Ended">Null at the beginning.</param>
/// <param name="Next">Null at the end.</param>
internal sealed record Entry(Ending? Ended, Guid? Next);

/// <summary>How a message that was handed over ended.</summary>
internal sealed record Ending(Guid Id, MessageState State, string? Reference = null, string? Failure = null, long? Cost = null, DateTime? DueAt = null)
{
    /// <summary>Its text is forgotten, unless it is tried again.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The other side was not there: the tries of the message are as many as before.</summary>
    public bool IsNoTry { get; init; }
}

/// <summary>
/// Writes down what is sent, before it is and after. Several connections share a commit: whoever comes while one is being made is in the next,
/// so that safety costs a message no disk access of its own.
/// </summary>
internal sealed class SendingBook(Database database, HostPresence presence, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<(Entry Entry, TaskCompletionSource<bool> Written)> waiting = [];
    private bool isWriting;

    /// <summary>Returns when it is in the database.</summary>
    /// <returns>True where the next message is ours to send; false where somebody else has it, or it was cancelled meanwhile.</returns>
    public Task<bool> Write(Entry entry)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((entry, written));
            if (isWriting) return written.Task;
            isWriting = true;
        }

        _ = Task.Run(WriteWaiting);
        return written.Task;
    }

    private async Task WriteWaiting()
    {
        while (true)
        {
            (Entry Entry, TaskCompletionSource<bool> Written)[] batch;
            lock (gate)
            {
                batch = [.. waiting];
                waiting.Clear();
                if (batch.Length == 0)
                {
                    isWriting = false;
                    return;
                }
            }

            try
            {
                var ours = await WriteAll([.. batch.Select(b => b.Entry)]);
                foreach (var (mine, entry) in ours.Zip(batch)) entry.Written.SetResult(mine);
            }
            catch (Exception failure)   // whoever waits for this hears of it: nothing is handed over that is not written down
            {
                foreach (var (_, written) in batch) written.SetException(failure);
            }
        }
    }

    private async Task<List<bool>> WriteAll(Entry[] entries)
    {
        await using var hold = await database.Writing.Enter("messages: book", CancellationToken.None);
        var now = clock.Utc();
        List<bool> ours = [];
        foreach (var (ended, next) in entries)
        {
            if (ended is not null) await End(hold, ended, now);
            if (ended is { IsSealed: true, State: not MessageState.Queued }) await hold.Execute("UPDATE kernel_message_content SET \"Text\" = '', \"Html\" = NULL WHERE \"MessageId\" = @id", CancellationToken.None, ("@id", ended.Id));
            ours.Add(next is { } id && await Begin(hold, id, now));
        }

        await hold.Commit(CancellationToken.None);
        return ours;
    }

    private async Task<bool> Begin(WriteHold hold, Guid id, DateTime now) => await hold.Execute(
        "UPDATE kernel_message SET \"State\" = 'Sending', \"HeldBy\" = @me, \"TriedAt\" = @now, \"Tries\" = \"Tries\" + 1 WHERE \"Id\" = @id AND \"State\" = 'Queued'",
        CancellationToken.None, ("@me", presence.Name), ("@now", now), ("@id", id)) == 1;

    /// <summary>A report that it came back may have been faster than this; then that stands.</summary>
    private static Task<int> End(WriteHold hold, Ending ended, DateTime now) => hold.Execute(
        "UPDATE kernel_message SET \"State\" = @state, \"HeldBy\" = NULL, \"Reference\" = coalesce(@reference, \"Reference\"), \"Failure\" = @failure, \"Cost\" = coalesce(@cost, \"Cost\"), " +
        "\"DueAt\" = coalesce(@due, \"DueAt\"), \"EndedAt\" = @ended, \"Tries\" = \"Tries\" - @none WHERE \"Id\" = @id AND \"State\" IN ('Sending', 'Uncertain')",
        CancellationToken.None, ("@state", ended.State), ("@reference", ended.Reference), ("@failure", ended.Failure?.Length > 1000 ? ended.Failure[..1000] : ended.Failure), ("@cost", ended.Cost),
        ("@due", ended.DueAt), ("@ended", ended.State is MessageState.Queued ? null : now), ("@none", ended.IsNoTry ? 1 : 0), ("@id", ended.Id));
}
