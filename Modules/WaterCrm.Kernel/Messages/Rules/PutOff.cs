using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>
/// Asks again when a message is taken from the queue: it may have waited there until quiet hours began, or together with other news to the same receiver.
/// What may not go now gets another time, or an end where that would be too late. No try is counted.
/// </summary>
internal sealed class PutOff(KernelDbContext db, Database database, SendingTimes times, TimeProvider clock)
{
    /// <summary>What may go now of what is due.</summary>
    public async Task<TurnNow> Sift(string channel, IReadOnlyList<DueMessage> due, CancellationToken token)
    {
        var now = clock.Utc();
        var simple = (channel, MessageTopic.Service, MessagePriority.Normal);
        if (due.All(m => m.Topic is MessageTopic.Service) && times.IsOpen(simple, now)) return new TurnNow(due, _ => times.IsOpen(simple, clock.Utc()));

        var ids = due.Select(m => m.Id).ToArray();
        var asked = await db.Messages.Where(m => ids.Contains(m.Id)).Select(m => new Facts(m.Id, m.Priority, m.Topic, m.Recipient)).ToDictionaryAsync(f => f.Id, token);
        var had = await News(channel, [.. asked.Values.Where(f => f.Topic is MessageTopic.News).Select(f => f.Recipient).Distinct()], now, token);
        List<DueMessage> may = [];
        List<(DueMessage Message, Moment Moment)> later = [];
        foreach (var message in due)
        {
            if (asked.GetValueOrDefault(message.Id) is not { } facts) continue;   // gone meanwhile
            var others = facts.Topic is MessageTopic.News ? had[facts.Recipient] : [];
            var moment = times.Next((channel, facts.Topic, facts.Priority), now, others);
            if (moment.At == now) may.Add(message);
            else later.Add((message, moment));
            if (moment.At is { } at && facts.Topic is MessageTopic.News) others.Add(at);   // the next to the same receiver comes after this one
        }

        if (later.Count > 0) await Write(later, now, token);
        return new TurnNow(may, message => asked[message.Id] is var facts && times.IsOpen((channel, facts.Topic, facts.Priority), clock.Utc()));
    }

    private async Task<Dictionary<string, List<DateTime>>> News(string channel, string[] recipients, DateTime now, CancellationToken token)
    {
        var had = recipients.ToDictionary(r => r, _ => new List<DateTime>());
        if (recipients.Length == 0 || times.CapsOf(channel, now) is not { Count: > 0 } caps) return had;
        var since = now - caps.Max(c => c.Within);
        MessageState[] gone = [MessageState.Sending, MessageState.Sent, MessageState.Delivered, MessageState.Bounced, MessageState.Uncertain];
        foreach (var sent in await db.Messages.Where(m => m.Topic == MessageTopic.News && recipients.Contains(m.Recipient) && gone.Contains(m.State) && m.TriedAt > since).Select(m => new { m.Recipient, m.TriedAt }).ToListAsync(token))
            had[sent.Recipient].Add(DateTime.SpecifyKind(sent.TriedAt!.Value, DateTimeKind.Utc));
        return had;
    }

    /// <summary>Only what still waits: somebody may have cancelled it, or another server taken it.</summary>
    private async Task Write(IReadOnlyList<(DueMessage Message, Moment Moment)> later, DateTime now, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter("messages: put off", token);
        foreach (var (message, moment) in later)
        {
            var because = moment.Because ?? Hindrance.Enough;
            if (moment.At is { } at && !(message.UselessAt <= at))
                await hold.Execute("UPDATE kernel_message SET \"DueAt\" = @at, \"Failure\" = @why WHERE \"Id\" = @id AND \"State\" = 'Queued'", token, ("@at", at), ("@why", Moment.Waits(because)), ("@id", message.Id));
            else
                await hold.Execute("UPDATE kernel_message SET \"State\" = 'Suppressed', \"EndedAt\" = @now, \"Failure\" = @why WHERE \"Id\" = @id AND \"State\" = 'Queued'", token, ("@now", now), ("@why", Moment.Never(because)), ("@id", message.Id));
        }

        await hold.Commit(token);
    }

    private sealed record Facts(Guid Id, MessagePriority Priority, MessageTopic Topic, string Recipient);
}

/// <param name="Messages">What may go now.</param>
/// <param name="IsOpen">Whether one of them still may: a slow server may take until quiet hours have begun.</param>
internal sealed record TurnNow(IReadOnlyList<DueMessage> Messages, Func<DueMessage, bool> IsOpen);
