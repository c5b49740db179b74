using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>Do messages reach people.</summary>
internal sealed class MessagesCheck(KernelDbContext db, Outages outages, DailyStops stops, IServiceProvider services, TimeProvider clock) : ISystemCheck
{
    private const int Days = 7;   // after a week somebody has decided, or nobody will

    public string Name => "messages";

    public string Title => Word.Of("Messages");

    public async Task<Finding> Look(CancellationToken token)
    {
        var now = clock.Utc();
        if (stops.Now.FirstOrDefault() is { } stopped)
            return new(HealthStatus.Degraded, Word.Of("As many messages went by {0} today as may; the others wait for tomorrow."), ChannelAdvice.AllowMore(stopped)) { Args = [stopped] };
        if (outages.Now.FirstOrDefault() is { } outage)
            return new(HealthStatus.Degraded, Word.Of("Messages by {0} have waited for {1} minutes: {2}"), ChannelAdvice.Reach(outage.Channel)) { Args = [outage.Channel, (long)(clock.GetUtcNow() - outage.Since).TotalMinutes, outage.Reason] };
        var ready = services.GetServices<IMessageTransport>().Where(t => t.Limits is not null).Select(t => t.Channel).ToArray();
        var hands = services.GetRequiredService<HandChannels>();
        var waits = await db.Messages.Where(m => m.State == MessageState.Queued && m.DueAt <= now && !ready.Contains(m.Channel)).GroupBy(m => m.Channel).Select(g => new { Channel = g.Key, Count = g.Count(), Since = g.Min(m => m.DueAt) }).ToListAsync(token);
        var forSomebody = waits.Where(w => hands.Has(w.Channel) || w.Channel == MessageChannels.Letter).ToList();
        if (waits.Except(forSomebody).MaxBy(w => w.Count) is { } waiting)
            return new(HealthStatus.Degraded, Word.Of("{0} messages wait because their way out is not set up."), ChannelAdvice.SetUp(waiting.Channel)) { Args = [waiting.Count] };
        if (forSomebody.Count > 0 && (long)(now - forSomebody.Min(w => w.Since)).TotalHours is var hours)
            return hours >= services.GetRequiredService<ChannelSettings>().LateHours
                ? new(HealthStatus.Degraded, Word.Of("{0} messages wait to be posted or printed by somebody, the oldest for {1} hours."), Word.Of("Open Post by hand and Letters to print in the menu.")) { Args = [forSomebody.Sum(w => w.Count), hours] }
                : new(HealthStatus.Healthy, Word.Of("{0} messages wait to be posted or printed by somebody, the oldest for {1} hours.")) { Args = [forSomebody.Sum(w => w.Count), hours] };
        var since = now.AddDays(-Days);
        return await db.Messages.CountAsync(m => m.State == MessageState.Uncertain && m.CreatedAt >= since, token) is > 0 and var unknown
            ? new(HealthStatus.Healthy, Word.Of("Of {0} messages nobody knows whether they were sent. They are not sent again by themselves.")) { Args = [unknown] }
            : new(HealthStatus.Healthy, Word.Of("Messages go out."));
    }
}
