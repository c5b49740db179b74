using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Components;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Log;

/// <summary>Tells messages in the reader's words.</summary>
internal sealed class MessageWords(MessageBook book, ChannelBook channels, WebhookBook webhooks, IStringLocalizerFactory words, IStringLocalizer<Utility> S)
{
    /// <summary>What can be chosen, in the reader's order of letters.</summary>
    public IReadOnlyList<(string Code, string Name)> Kinds => [.. book.Kinds.Select(k => (k.Code, KindOf(k.Code))).OrderBy(k => k.Item2, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>A kind whose module is off goes by its code.</summary>
    public string KindOf(string code) => book.Find(code) is { } kind ? words.Create("", kind.Module.GetName().Name!)[kind.Name] : webhooks.KindOf(code) ?? code;

    public string ChannelOf(string code) => channels.NameOf(code);

    public IReadOnlyList<MessageChannel> Channels => channels.All;

    public string StateOf(MessageState state) => state switch
    {
        MessageState.Queued => S["waits to be sent"],
        MessageState.Sending => S["is being sent"],
        MessageState.Sent => S.In("message", "sent"),
        MessageState.Delivered => S["has arrived"],
        MessageState.Failed => S["could not be sent"],
        MessageState.Bounced => S["came back"],
        MessageState.Suppressed => S["held back"],
        MessageState.Cancelled => S.In("message", "cancelled"),
        MessageState.Uncertain => S["uncertain whether sent"],
        _ => state.ToString(),
    };

    public static Tone ToneOf(MessageState state) => state switch
    {
        MessageState.Queued or MessageState.Sending => Tone.Active,
        MessageState.Sent or MessageState.Delivered => Tone.Good,
        MessageState.Failed or MessageState.Bounced => Tone.Late,
        MessageState.Uncertain => Tone.Warn,
        _ => Tone.Quiet,
    };

    public string PriorityOf(MessagePriority priority) => priority switch
    {
        MessagePriority.Urgent => S["before all others"],
        MessagePriority.Bulk => S["after all others"],
        _ => S["in its turn"],
    };

    /// <summary>What a record is called, in the words of the module that writes about it, else in ours.</summary>
    public string SubjectOf(string subject, string kind)
    {
        var english = AuditReader.InWords(string.Concat(subject.Split('-').Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..])));
        return book.Find(kind) is { } known && words.Create("", known.Module.GetName().Name!)[english] is { ResourceNotFound: false } own ? own : S[english];
    }

    /// <summary>What stands beside a message that has not been handed over was said by ourselves, and can be translated.</summary>
    public static bool IsOurs(MessageRow row) => row.State is MessageState.Suppressed || (row.State is MessageState.Queued && row.Failure is { } why && Enum.GetValues<Hindrance>().Any(h => Moment.Waits(h) == why));

    /// <summary>What a reader sees who may not know the receiver. Servers repeat the address in what they say.</summary>
    public static MessageRow Hide(MessageRow row) => row with { Title = null, Name = null, Address = null, Failure = row.Failure is { } failure ? Masking.Contacts(failure) : null };
}
