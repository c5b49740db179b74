using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages.News;

/// <summary>What news goes to these addresses.</summary>
/// <param name="Addresses">With the codes of their channels.</param>
public sealed record ShowNews(IReadOnlyList<(string Channel, string Address)> Addresses) : IQuery<IReadOnlyList<NewsOfAddress>>;

/// <summary>What news goes to an address.</summary>
/// <param name="Channel">Code of the way.</param>
/// <param name="Address">As it was asked for.</param>
/// <param name="Topics">Every kind of news there is, by name.</param>
public sealed record NewsOfAddress(string Channel, string Address, IReadOnlyList<NewsChoice> Topics)
{
    /// <summary>Why no news at all goes there; null where some may.</summary>
    public SuppressionReason? Nothing { get; init; }

    public DateTime? NothingSince { get; init; }

    public NewsSource? NothingHow { get; init; }

    /// <summary>The receiver said so himself, and may take it back.</summary>
    public bool IsOwnWish => Nothing is SuppressionReason.Unsubscribed or SuppressionReason.Complained;

    /// <summary>Not even service messages go there.</summary>
    public bool IsStopped { get; init; }
}

/// <summary>One kind of news at an address.</summary>
/// <param name="Code">Of the kind.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Description">In the reader's language.</param>
/// <param name="IsWanted">Also where nobody has said anything.</param>
/// <param name="Since">When it was said; null where it was not.</param>
/// <param name="How">How it was said.</param>
/// <param name="Note">In the words of whoever wrote it down.</param>
public sealed record NewsChoice(string Code, string Name, string Description, bool IsWanted, DateTime? Since = null, NewsSource? How = null, string Note = "");

internal sealed class ShowNewsHandler(KernelDbContext db, NewsTopics topics) : IRequestHandler<ShowNews, IReadOnlyList<NewsOfAddress>>
{
    public async Task<IReadOnlyList<NewsOfAddress>> Handle(ShowNews request, CancellationToken token)
    {
        var recipients = request.Addresses.Select(a => RecipientOf(a)).Distinct().ToList();
        var wishes = (await db.NewsWishes.AsNoTracking().Where(w => recipients.Contains(w.Recipient)).ToListAsync(token)).ToLookup(w => w.Recipient);
        var stopped = (await db.Suppressions.AsNoTracking().Where(s => recipients.Contains(s.Recipient)).ToListAsync(token)).ToLookup(s => s.Recipient);
        return [.. request.Addresses.Select(a => Of(a, [.. wishes[RecipientOf(a)]], stopped[RecipientOf(a)].OrderByDescending(s => s.Reason).FirstOrDefault()))];
    }

    private static string RecipientOf((string Channel, string Address) at) => Message.RecipientOf(at.Channel, at.Channel == MessageChannels.Sms ? PhoneNumber.Normalise(at.Address) ?? at.Address : at.Address);

    private NewsOfAddress Of((string Channel, string Address) at, IReadOnlyList<NewsWish> wishes, Suppression? stop) => new(at.Channel, at.Address,
        [.. topics.All.Select(t => wishes.FirstOrDefault(w => w.Topic == t.Code) is { } wish
            ? new NewsChoice(t.Code, topics.NameOf(t.Code), topics.DescriptionOf(t.Code), wish.IsWanted, wish.Since, wish.How, wish.Note)
            : new NewsChoice(t.Code, topics.NameOf(t.Code), topics.DescriptionOf(t.Code), IsWanted: true)).OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)])
    {
        Nothing = stop?.Reason, NothingSince = stop?.Since, NothingHow = stop?.How,
        IsStopped = stop is not null && Suppression.Stops(stop.Topic, stop.Reason, MessageTopic.Service),
    };
}
