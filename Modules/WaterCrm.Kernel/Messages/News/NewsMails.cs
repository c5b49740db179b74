using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Rendering;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.News;

/// <summary>Gives news what it must have: the country's tag in front, and in a mail the link by which one unsubscribes, in its foot and in its headers.</summary>
internal sealed class NewsMails(Settings<MailSettings> mail, NewsLinks links, NewsTopics topics, SendingTimes times, Utility utility, IStringLocalizer<Utility> S, TimeProvider clock)
{
    public const string Unsubscribe = "List-Unsubscribe";

    /// <summary>The order and its words as they go out.</summary>
    /// <param name="order">Headers are added.</param>
    /// <param name="words">Tag and foot are added, once: a message that is sent again has them.</param>
    /// <param name="news">Code of the kind of news.</param>
    /// <param name="message">Id of the message.</param>
    public (Envelope Order, Wording Words) Furnish(Envelope order, Wording words, string news, Guid message)
    {
        var isMail = order.Channel == MessageChannels.Email;
        if (times.RuleOf(order.Channel, clock.Utc()) is { } rule) words = isMail ? words with { Title = rule.Tagged(words.Title) } : words with { Text = rule.Tagged(words.Text) };
        var own = mail.Current;
        if (!isMail || own.PublicAddress.Length == 0 || order.Headers.ContainsKey(Unsubscribe)) return (order, words);

        var link = $"{own.PublicAddress.TrimEnd('/')}/unsubscribe/{links.Write(new NewsLink(order.Channel, order.Address, news, order.Language, order.CustomerId, message))}";
        return (order with { Headers = Headers(order.Headers, link, news, own) }, WithFoot(order, words, link, news));
    }

    /// <summary>RFC 2369, RFC 2919 and, where the address is encrypted as it asks for, RFC 8058.</summary>
    private static Dictionary<string, string> Headers(IReadOnlyDictionary<string, string> before, string link, string news, MailSettings own)
    {
        var host = own.From.Length > 0 ? MailAddresses.DomainOf(own.From) : new Uri(own.PublicAddress).IdnHost;
        var headers = new Dictionary<string, string>(before) { ["List-Id"] = $"<{news}.{host}>", [Unsubscribe] = $"<{link}>", ["List-Help"] = $"<{link}>" };
        if (link.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        return headers;
    }

    private Wording WithFoot(Envelope order, Wording words, string link, string news)
    {
        using var speaking = Languages.Speaking(Languages.Find(words.Language ?? order.Language) ?? utility.Language);
        string why = S["You get this as part of: {0}.", topics.NameOf(news)], what = S["Choose what we send you, or unsubscribe"];
        return words with { Text = $"{words.Text.TrimEnd()}\n\n{why} {what}:\n{link}\n", Html = words.Html is { } html ? MailLayout.WithLink(html, why, what, link) : null };
    }
}
