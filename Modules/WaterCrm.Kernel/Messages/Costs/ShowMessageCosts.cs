using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Costs;

/// <summary>What the messages that were written in a month came to, channel by channel.</summary>
/// <param name="Month">Any day of it, in the utility's zone.</param>
public sealed record ShowMessageCosts(DateOnly Month) : IQuery<IReadOnlyList<ChannelCosts>>;

/// <param name="Channel">Its code.</param>
/// <param name="Messages">All that were written, whatever became of them.</param>
/// <param name="Parts">Of those that a transport has taken.</param>
/// <param name="Cost">In minor units of the utility's currency; null where nobody said what they cost.</param>
/// <param name="Failed">That could not be sent or came back.</param>
public sealed record ChannelCosts(string Channel, int Messages, long Parts, long? Cost, int Failed);

/// <summary>Reads no more than the rows of the month, whatever lies before and after it: the index goes by channel and time, and nothing is sorted.</summary>
internal sealed class ShowMessageCostsHandler(KernelDbContext db, LocalFormat local) : IRequestHandler<ShowMessageCosts, IReadOnlyList<ChannelCosts>>
{
    public async Task<IReadOnlyList<ChannelCosts>> Handle(ShowMessageCosts request, CancellationToken token)
    {
        List<ChannelCosts> costs = [];
        for (var channel = await After("").FirstOrDefaultAsync(token); channel is not null; channel = await After(channel).FirstOrDefaultAsync(token))
            if (await Of(channel, request.Month).SingleOrDefaultAsync(token) is { } found) costs.Add(new(channel, found.Messages, found.Parts, found.Priced > 0 ? found.Cost : null, found.Failed));
        return costs;
    }

    /// <summary>The channel that comes next in the index: there are a handful among millions of rows.</summary>
    internal IQueryable<string> After(string channel) => db.Messages.Where(m => m.Channel.CompareTo(channel) > 0).OrderBy(m => m.Channel).Select(m => m.Channel).Take(1);

    internal IQueryable<MonthTotal> Of(string channel, DateOnly month)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var (from, to) = (local.ToUtc(first.ToDateTime(TimeOnly.MinValue)), local.EndOf(first.AddMonths(1).AddDays(-1)));
        return db.Messages.Where(m => m.Channel == channel && m.CreatedAt >= from && m.CreatedAt < to).GroupBy(m => m.Channel).Select(all => new MonthTotal(
            all.Count(), all.Sum(m => m.State == MessageState.Sent || m.State == MessageState.Delivered || m.State == MessageState.Bounced ? (long)m.Parts : 0L), all.Count(m => m.Cost != null), all.Sum(m => m.Cost ?? 0L),
            all.Count(m => m.State == MessageState.Failed || m.State == MessageState.Bounced)));
    }
}

internal sealed record MonthTotal(int Messages, long Parts, int Priced, long Cost, int Failed);
