using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Kernel.Messages.Domain;

/// <summary>An address that is no longer written to. It is about the address, not about a customer: no import and no change of a customer takes it away, only somebody who allows it again.</summary>
internal sealed class Suppression : Entity
{
    public required string Channel { get; init; }

    /// <summary>As it is written.</summary>
    public required string Address { get; init; }

    /// <summary>As <see cref="Message.RecipientOf"/> folds it. Unique together with the topic.</summary>
    public required string Recipient { get; init; }

    public required SuppressedTopic Topic { get; init; }

    public SuppressionReason Reason { get; private set; }

    public DateTime Since { get; private set; }

    /// <summary>The message of ours that it came of; null where it was none.</summary>
    public Guid? SourceMessageId { get; private set; }

    /// <summary>How the receiver told it; null where he did not.</summary>
    public NewsSource? How { get; private set; }

    /// <summary>Whose address it was, where that was known.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>The words of the other server, or of whoever decided it.</summary>
    public string Note { get; private set; } = "";

    public static Suppression Of(Guid id, (string Channel, string Address) to, SuppressedTopic topic) =>
        new() { Id = id, Channel = to.Channel, Address = to.Address, Recipient = Message.RecipientOf(to.Channel, to.Address), Topic = topic };

    /// <summary>Gives it its reason, unless it has one that is as strong.</summary>
    /// <returns>False where nothing has changed.</returns>
    public bool Because(SuppressionReason reason, Guid? source, string note, DateTime now)
    {
        if (Since != default && reason <= Reason) return false;
        (Reason, SourceMessageId, Note, Since) = (reason, source, note, now);
        return true;
    }

    /// <summary>How it was told, beside the reason it has got.</summary>
    public void Told(NewsSource? how, Guid? customer) => (How, CustomerId) = (how, customer ?? CustomerId);

    /// <summary>Whether a message of this topic is stopped.</summary>
    public static bool Stops(SuppressedTopic topic, SuppressionReason reason, MessageTopic message) =>
        message is MessageTopic.News || (topic is SuppressedTopic.All && reason is SuppressionReason.HardBounce or SuppressionReason.ByHand);
}
