using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>What news somebody gets, behind the link of a message.</summary>
/// <param name="News">What the address gets.</param>
/// <param name="Topic">Code of the news in whose message the link stood.</param>
/// <param name="Token">Of the link.</param>
public sealed record NewsPage(NewsOfAddress News, string Topic, string Token)
{
    /// <summary>The kind of news the link is about; null where it is not sent any more.</summary>
    public NewsChoice? Asked => News.Topics.FirstOrDefault(t => t.Code == Topic);

    /// <summary>So much of the address that its owner knows it again.</summary>
    public string Address => News.Channel == MessageChannels.Email && News.Address.Split('@') is [{ Length: > 0 } name, { Length: > 0 } host]
        ? $"{name[0]}{Masking.Hidden}@{host[0]}{Masking.Hidden}{(host.LastIndexOf('.') is > 0 and var dot ? host[dot..] : "")}"
        : Masking.Hidden + News.Address[^Math.Min(3, News.Address.Length)..];
}

/// <summary>A link that is none of ours.</summary>
public sealed record WrongNewsLink;

/// <summary>The boxes of an address.</summary>
/// <param name="News">What it gets.</param>
public sealed record NewsChoices(NewsOfAddress News)
{
    /// <summary>What was ticked and refused; null for what is in force.</summary>
    public IReadOnlyList<string?>? Typed { get; init; }

    /// <summary>Of the address on the page.</summary>
    public int Number { get; init; }
}

/// <summary>What was chosen on the page behind the link.</summary>
public sealed record NewsForm
{
    /// <summary>Codes of the news that is wanted.</summary>
    public string?[] Wanted { get; init; } = [];

    /// <summary>The button for no news at all.</summary>
    public string? Nothing { get; init; }

    internal string? News { get; init; }

    internal bool IsOneClick { get; init; }

    internal bool IsUndo { get; init; }

    internal ChangeNews Command(NewsLink link, NewsOfAddress now) => new()
    {
        Channel = link.Channel, Address = link.Address, CustomerId = link.Customer, Source = link.Message, How = IsOneClick ? NewsSource.OneClick : NewsSource.Link,
        Wishes = Wishes(now), Nothing = News is null ? Nothing is not null || WantsNone(now) : IsUndo ? false : null,
    };

    private IReadOnlyDictionary<string, bool> Wishes(NewsOfAddress now)
    {
        if (News is not null) return now.Topics.Any(t => t.Code == News) ? new Dictionary<string, bool> { [News] = IsUndo } : new Dictionary<string, bool>();
        if (Nothing is not null || WantsNone(now)) return new Dictionary<string, bool>();
        return now.Topics.ToDictionary(t => t.Code, t => Wanted.Contains(t.Code));
    }

    private bool WantsNone(NewsOfAddress now) => now.Topics.All(t => !Wanted.Contains(t.Code));
}

/// <summary>What news a customer's addresses get.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Name">The customer's.</param>
/// <param name="News">Of each address.</param>
public sealed record CustomerNewsPage(Guid Customer, string Name, IReadOnlyList<NewsOfAddress> News)
{
    /// <summary>What was refused.</summary>
    public CustomerNewsForm? Typed { get; init; }

    /// <summary>The address a form is about; null where it is the customer's no more.</summary>
    public NewsOfAddress? Find(CustomerNewsForm form) => News.FirstOrDefault(n => n.Channel == form.Channel && n.Address == form.Address);

    /// <summary>What was typed for this address; null for nothing.</summary>
    public CustomerNewsForm? TypedFor(NewsOfAddress news) => Typed is { } typed && typed.Channel == news.Channel && typed.Address == news.Address ? typed : null;
}

/// <summary>What a customer has told about one address.</summary>
public sealed record CustomerNewsForm
{
    public string? Channel { get; init; }

    public string? Address { get; init; }

    /// <summary>Codes of the news that is wanted.</summary>
    public string?[] Wanted { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>The button for no news at all.</summary>
    public string? Nothing { get; init; }

    internal ChangeNews Command(NewsOfAddress now, Guid customer) => new()
    {
        Channel = now.Channel, Address = now.Address, CustomerId = customer, How = NewsSource.Staff, Note = PlainText.Tidy(Note ?? ""),
        Wishes = Nothing is not null ? new Dictionary<string, bool>() : now.Topics.ToDictionary(t => t.Code, t => Wanted.Contains(t.Code)),
        Nothing = Nothing is not null ? true : now.IsOwnWish && now.Topics.Any(t => Wanted.Contains(t.Code)) ? false : null,
    };
}
