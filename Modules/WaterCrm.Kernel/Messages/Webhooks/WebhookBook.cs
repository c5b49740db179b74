using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>The events of which other systems can be told, in the reader's words.</summary>
internal sealed class WebhookBook(IEnumerable<WebhookEvent> events, IStringLocalizerFactory words, IStringLocalizer<Utility> S)
{
    /// <summary>Before the name of an event in the kind of a message.</summary>
    public const string Prefix = "webhook.";

    /// <summary>The delivery by which an administrator sees whether the other side understands.</summary>
    public const string Trial = "webhook.trial";

    public IReadOnlyList<WebhookEvent> Events { get; } = [.. events.OrderBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>An event whose module is off goes by its name.</summary>
    public string TitleOf(string name) => Events.FirstOrDefault(e => e.Name == name) is { } known ? words.Create("", known.Module.GetName().Name!)[known.Title] : name;

    /// <summary>The kind of a message in words; null where it is none of a webhook.</summary>
    public string? KindOf(string kind) =>
        kind == Trial ? S["Trial delivery"] : kind.StartsWith(Prefix, StringComparison.Ordinal) ? TitleOf(kind[Prefix.Length..]) : null;
}
