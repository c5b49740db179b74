using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.News;

namespace WaterCrm.Kernel.Messages.Domain;

/// <summary>
/// Whether somebody wants one kind of news at an address. Where nothing is said he gets it. Who wants nothing at all has a <see cref="Suppression"/> of all news instead:
/// there is one place for that, whether he said it by a link, by mail or by a complaint to his provider. Like that it is about the address, so no import takes it away.
/// </summary>
internal sealed class NewsWish : Entity
{
    public const int LongestNote = 500;

    public required string Channel { get; init; }

    /// <summary>As it is written.</summary>
    public required string Address { get; init; }

    /// <summary>As <see cref="Message.RecipientOf"/> folds it. Unique together with the topic.</summary>
    public required string Recipient { get; init; }

    /// <summary>Code of the kind of news.</summary>
    public required string Topic { get; init; }

    public bool IsWanted { get; private set; }

    public DateTime Since { get; private set; }

    public NewsSource How { get; private set; }

    public Guid? CustomerId { get; private set; }

    /// <summary>The message of ours in which the link stood.</summary>
    public Guid? SourceMessageId { get; private set; }

    /// <summary>How the wish was told, in the words of whoever wrote it down.</summary>
    public string Note { get; private set; } = "";

    public static NewsWish Of(Guid id, (string Channel, string Address) to, string topic) =>
        new() { Id = id, Channel = to.Channel, Address = to.Address, Recipient = Message.RecipientOf(to.Channel, to.Address), Topic = topic };

    public void Say(bool isWanted, ChangeNews said, DateTime now) =>
        (IsWanted, Since, How, CustomerId, SourceMessageId, Note) = (isWanted, now, said.How, said.CustomerId ?? CustomerId, said.Source, said.Note);
}

/// <summary>A receiver to whom news is planned: the row that two commands cannot hold at once. It says nothing else.</summary>
internal sealed class NewsTurn
{
    public required string Recipient { get; init; }
}
