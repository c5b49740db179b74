using System.Data.Common;
using System.Text;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>What is asked before a message is put into the queue.</summary>
/// <param name="Recipient">As <see cref="Message.RecipientOf"/> folds it.</param>
/// <param name="News">The code of the news; null for what cannot be refused.</param>
/// <param name="Due">Not before this, UTC.</param>
/// <param name="UselessAt">After this it helps nobody, UTC.</param>
internal sealed record Asked(string Recipient, string Channel, string? News, MessagePriority Priority, DateTime Due, DateTime? UselessAt)
{
    public MessageTopic Topic => News is null ? MessageTopic.Service : MessageTopic.News;
}

/// <summary>Whether and when a message may be sent.</summary>
/// <param name="DueAt">UTC.</param>
internal sealed record Verdict(DateTime DueAt)
{
    /// <summary>What the list of suppressed addresses or the receiver's wishes say; null where they say nothing against it.</summary>
    public SuppressionReason? Suppressed { get; init; }

    /// <summary>Why it is not sent at all, in English; null where it is.</summary>
    public string? Never { get; init; }

    /// <summary>Why it waits, in English; null where it does not.</summary>
    public string? Waits { get; init; }
}

/// <summary>
/// The one question before each message: may it be sent, and when. It is answered in one round trip, by the list of suppressed addresses, what the receiver
/// wants to get, how much news he had, the quiet hours and the country's rules. To be asked within a command: until it has ended nobody suppresses the
/// address, and nobody else plans news to it.
/// </summary>
internal sealed class MayBeSent(CommandScope command, Database database, Suppressions suppressions, SendingTimes times, TimeProvider clock)
{
    public static readonly string NotWanted = Word.Of("Not sent: the receiver does not want this kind of news.");

    // A limit of news cannot be much longer than this row of times, and nobody gets so many.
    private const int MostTimes = 2000;

    public async Task<Verdict> Ask(Asked asked, CancellationToken token)
    {
        var now = clock.Utc();
        var due = asked.Due > now ? asked.Due : now;
        var caps = asked.News is null ? [] : times.CapsOf(asked.Channel, due);
        var known = await Read(asked, caps.Count == 0 ? null : now - caps.Max(c => c.Within), now, token);
        if (known.Suppressed is { } reason) return new Verdict(due) { Suppressed = reason, Never = Suppressions.Said(reason) };
        if (!known.IsWanted) return new Verdict(due) { Suppressed = SuppressionReason.Unsubscribed, Never = NotWanted };

        var moment = times.Next((asked.Channel, asked.Topic, asked.Priority), due, known.Others);
        if (moment.Because is not { } because) return new Verdict(asked.Due);
        return moment.At is { } at && !(asked.UselessAt <= at) ? new Verdict(at) { Waits = Moment.Waits(because) } : new Verdict(due) { Never = Moment.Never(because) };
    }

    private async Task<Known> Read(Asked asked, DateTime? since, DateTime now, CancellationToken token)
    {
        List<(string, object?)> values = [("@recipient", asked.Recipient), .. suppressions.LockOf(asked.Recipient)];
        var sql = new StringBuilder();
        // Of two commands on PostgreSQL neither sees what the other has not committed: a message could be queued while its address is being suppressed.
        if (!database.IsSqlite) sql.Append("SELECT pg_advisory_xact_lock_shared(@space, @bucket); ");
        // Nor how much news the other plans: whoever comes second waits for this receiver's row. Locks of the server would not be enough for a campaign.
        if (since is not null && !database.IsSqlite) sql.Append("INSERT INTO kernel_news_turn (\"Recipient\") VALUES (@recipient) ON CONFLICT (\"Recipient\") DO UPDATE SET \"Recipient\" = EXCLUDED.\"Recipient\"; ");
        sql.Append("SELECT \"Topic\", \"Reason\" FROM kernel_suppression WHERE \"Recipient\" = @recipient");
        if (asked.News is not null)
        {
            sql.Append("; SELECT \"IsWanted\" FROM kernel_news_wish WHERE \"Recipient\" = @recipient AND \"Topic\" = @news");
            values.Add(("@news", asked.News));
        }

        if (since is not null)
        {
            sql.Append("; SELECT CASE WHEN \"State\" = 'Queued' THEN \"DueAt\" ELSE \"TriedAt\" END, CASE WHEN \"State\" = 'Queued' THEN 1 ELSE 0 END FROM kernel_message WHERE \"Recipient\" = @recipient AND \"Topic\" = 'News' ")
                .Append("AND (\"State\" = 'Queued' OR (\"State\" IN ('Sending', 'Sent', 'Delivered', 'Bounced', 'Uncertain') AND \"TriedAt\" > @since)) LIMIT ").Append(MostTimes);
            values.Add(("@since", since));
        }

        await using var find = command.Hold!.Connection.Statement(command.Hold.Transaction, sql.ToString(), [.. values]);
        await using var rows = await find.ExecuteReaderAsync(token);
        if (!database.IsSqlite) await rows.NextResultAsync(token);
        return new Known(await Suppressed(rows, asked.Topic, token), asked.News is null || await IsWanted(rows, token), since is null ? [] : await Others(rows, now, token));
    }

    private static async Task<SuppressionReason?> Suppressed(DbDataReader rows, MessageTopic topic, CancellationToken token)
    {
        SuppressionReason? strongest = null;
        while (await rows.ReadAsync(token))
        {
            var reason = Enum.Parse<SuppressionReason>(rows.GetString(1));
            if (Suppression.Stops(Enum.Parse<SuppressedTopic>(rows.GetString(0)), reason, topic) && (strongest is null || reason > strongest)) strongest = reason;
        }

        return strongest;
    }

    private static async Task<bool> IsWanted(DbDataReader rows, CancellationToken token)
    {
        await rows.NextResultAsync(token);
        return !await rows.ReadAsync(token) || rows.GetBoolean(0);
    }

    /// <summary>What is due and waits for its turn goes now at the earliest.</summary>
    private static async Task<IReadOnlyList<DateTime>> Others(DbDataReader rows, DateTime now, CancellationToken token)
    {
        await rows.NextResultAsync(token);
        List<DateTime> others = [];
        while (await rows.ReadAsync(token)) others.Add(rows.Utc(0) is var at && at < now && rows.GetInt32(1) == 1 ? now : at);
        return others;
    }

    private sealed record Known(SuppressionReason? Suppressed, bool IsWanted, IReadOnlyList<DateTime> Others);
}
