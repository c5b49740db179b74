using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>Says whose turn it is in a channel: urgent before normal before bulk, and the one that waits longest, as far as the limits allow.</summary>
internal sealed class MessageQueue(KernelDbContext db, LocalFormat local, TimeProvider clock)
{
    /// <summary>So many are looked up at once.</summary>
    public const int Batch = 200;

    /// <summary>The next messages.</summary>
    /// <param name="channel">Of a transport.</param>
    /// <param name="limits">What the transport may do.</param>
    /// <param name="token">Gives up.</param>
    public async Task<Turn> Next(string channel, TransportLimits limits, CancellationToken token)
    {
        var now = clock.Utc();
        var tried = db.Messages.Where(m => m.Channel == channel && m.TriedAt != null);
        var room = Batch;
        if (limits.PerMinute > 0) room = Math.Min(room, limits.PerMinute - await tried.CountAsync(m => m.TriedAt > now.AddMinutes(-1), token));
        if (limits.PerDay > 0)
        {
            var begin = local.ToUtc(local.Local(now).Date);
            var today = await tried.CountAsync(m => m.TriedAt >= begin, token);
            // What tells of the limit passes it: it is one a day to each who looks after the system.
            if (today >= limits.PerDay) return new Turn(await First(Due(channel, now).Where(m => m.Kind == KernelMessages.Stopped), room, token), IsStopped: true);
            room = Math.Min(room, limits.PerDay - today);
        }

        if (room <= 0) return Turn.None;
        Dictionary<string, int> domains = limits.PerDomainAndHour == 0 ? [] : await tried.Where(m => m.TriedAt > now.AddHours(-1)).GroupBy(m => m.Domain).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, token);
        string[] full = [.. domains.Where(d => d.Value >= limits.PerDomainAndHour).Select(d => d.Key)];
        var next = await First(Due(channel, now).Where(m => !full.Contains(m.Domain)), room, token);
        if (limits.PerDomainAndHour > 0) next = [.. next.Where(m => (domains[m.Domain] = domains.GetValueOrDefault(m.Domain) + 1) <= limits.PerDomainAndHour)];
        return new Turn(next, IsStopped: false);
    }

    internal IQueryable<Message> Due(string channel, DateTime now) => db.Messages.Where(m => m.Channel == channel && m.State == MessageState.Queued && m.DueAt <= now);

    private Task<List<DueMessage>> First(IQueryable<Message> due, int most, CancellationToken token) => Ordered(due).Take(most).ToListAsync(token);

    internal IQueryable<DueMessage> Ordered(IQueryable<Message> due) =>
        from message in due
        orderby message.Priority, message.DueAt, message.Id
        select new DueMessage(message.Id, message.Kind, message.Topic, message.Address, message.Domain, message.Name, message.Language, message.Title, message.Content.IsSealed, message.Content.Text, message.Content.Html, message.Content.Headers, message.Content.Attachments, message.Tries, message.CreatedAt, message.UselessAt)
        {
            Thread = db.Messages.Where(e => e.Recipient == message.Recipient && e.SubjectKind == message.SubjectKind && e.SubjectId == message.SubjectId && e.Reference != null && (e.State == MessageState.Sent || e.State == MessageState.Delivered))
                .OrderByDescending(e => e.TriedAt).Select(e => e.Reference).FirstOrDefault(),
        };
}

/// <param name="Messages">Whose turn it is.</param>
/// <param name="IsStopped">The limit of the day is reached.</param>
internal sealed record Turn(IReadOnlyList<DueMessage> Messages, bool IsStopped)
{
    public static readonly Turn None = new([], false);
}

internal sealed record DueMessage(Guid Id, string Kind, MessageTopic Topic, string Address, string Domain, string Name, string Language, string Title, bool IsSealed, string Text, string? Html, string? Headers, string? Attachments, int Tries, DateTime CreatedAt, DateTime? UselessAt)
{
    /// <summary>The reference of the last message that went to the same receiver about the same.</summary>
    public string? Thread { get; init; }
}
