using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>Why a message may not go at this moment.</summary>
internal enum Hindrance
{
    /// <summary>The utility's own quiet hours.</summary>
    Quiet,

    /// <summary>The country's rules name hours.</summary>
    Hours,

    /// <summary>The receiver has had as much news as may go.</summary>
    Enough,
}

/// <summary>When a message may go.</summary>
/// <param name="At">UTC; null where it never may.</param>
/// <param name="Because">Why not at the moment that was asked for; null where it may go then.</param>
internal sealed record Moment(DateTime? At, Hindrance? Because)
{
    /// <summary>What stands beside a message that waits. In English; the key of its translations.</summary>
    public static string Waits(Hindrance hindrance) => hindrance switch
    {
        Hindrance.Quiet => Word.Of("It waits for quiet hours to end."),
        Hindrance.Hours => Word.Of("It waits for the hours in which the country's rules allow news."),
        _ => Word.Of("It waits because the receiver has had as much news as may go in so short a time."),
    };

    /// <summary>What stands beside a message that will not go because it would go too late.</summary>
    public static string Never(Hindrance hindrance) => hindrance switch
    {
        Hindrance.Quiet => Word.Of("Not sent: when quiet hours end it helps nobody any more."),
        Hindrance.Hours => Word.Of("Not sent: when the country's rules allow it, it helps nobody any more."),
        _ => Word.Of("Not sent: the receiver has had as much news as may go, and later it helps nobody any more."),
    };
}

/// <summary>Knows at which hours messages go out, and how many: the utility's quiet hours, its limit of news, and the rules of its country.</summary>
internal sealed class SendingTimes(Settings<QuietSettings> quiet, Utility utility, LocalFormat local)
{
    private const int MostSteps = 1000;   // two sets of hours that have none in common would never end

    /// <summary>The country's rule for news on this way; null where there is none.</summary>
    public CountryRule? RuleOf(string channel, DateTime utc) => utility.Country.Length == 0 ? null : CountryRules.Shipped.Of(utility.Country, channel, DateOnly.FromDateTime(local.Local(utc)));

    /// <summary>How many news may go to one receiver.</summary>
    public IReadOnlyList<Cap> CapsOf(string channel, DateTime utc)
    {
        List<Cap> caps = [];
        if (quiet.Current is { NewsAtMost: > 0 } own) caps.Add(new Cap(own.NewsAtMost, TimeSpan.FromDays(own.NewsWithinDays)));
        if (RuleOf(channel, utc)?.Cap is { } law) caps.Add(law);
        return caps;
    }

    /// <summary>The first moment from this one on at which a message may go.</summary>
    /// <param name="message">What it is.</param>
    /// <param name="from">UTC.</param>
    /// <param name="others">When other news went to the receiver, and when what waits for him will go.</param>
    public Moment Next((string Channel, MessageTopic Topic, MessagePriority Priority) message, DateTime from, IReadOnlyList<DateTime> others)
    {
        var hours = HoursOf(message, from);
        var caps = message.Topic is MessageTopic.News ? CapsOf(message.Channel, from) : [];
        var (at, because) = (from, (Hindrance?)null);
        for (var step = 0; step < MostSteps; step++)
        {
            var before = at;
            foreach (var (open, why) in hours)
                if (open.Next(at, local) is var opens && opens > at) (at, because) = (opens, why);
            foreach (var cap in caps)
                if (cap.Later(at, others) is { } later) (at, because) = (later, Hindrance.Enough);
            if (at == before) return new Moment(at, because);
        }

        return new Moment(null, because);
    }

    /// <summary>Whether the hours allow it now; how many went is not asked.</summary>
    public bool IsOpen((string Channel, MessageTopic Topic, MessagePriority Priority) message, DateTime utc) => HoursOf(message, utc).All(h => h.Open.Next(utc, local) == utc);

    private List<(DailyHours Open, Hindrance Why)> HoursOf((string Channel, MessageTopic Topic, MessagePriority Priority) message, DateTime utc)
    {
        List<(DailyHours, Hindrance)> hours = [];
        if (message.Priority is not MessagePriority.Urgent && Wakes(message.Channel) && quiet.Current.Open is { } own) hours.Add((own, Hindrance.Quiet));
        if (message.Topic is MessageTopic.News && RuleOf(message.Channel, utc)?.Hours is { } law) hours.Add((law, Hindrance.Hours));
        return hours;
    }

    /// <summary>Paper, what waits on a page and what goes to a program make no sound.</summary>
    private bool Wakes(string channel) => channel switch
    {
        MessageChannels.Letter or MessageChannels.App or WebhookOrders.Channel => false,
        MessageChannels.Email => quiet.Current.MailToo,
        _ => true,
    };
}
