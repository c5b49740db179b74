using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>A way to people: a mail server, a gateway for text messages, a chat service. A module registers its own with <c>AddScoped&lt;IMessageTransport, T&gt;()</c>.</summary>
public interface IMessageTransport
{
    /// <summary>The code of its channel, such as <c>email</c>.</summary>
    string Channel { get; }

    /// <summary>What it may do now; null where it is not set up, and messages of its channel wait.</summary>
    TransportLimits? Limits { get; }

    /// <summary>Opens a connection over which messages go one after the other.</summary>
    /// <exception cref="TransportDownException">The other side is not there or does not let us in; nothing was sent.</exception>
    Task<ITransportConnection> Open(CancellationToken token);
}

/// <summary>One connection to the other side.</summary>
public interface ITransportConnection : IAsyncDisposable
{
    /// <summary>Hands over one message. It is noted as handed over already.</summary>
    /// <exception cref="TransportDownException">The other side went away before it was given the message, which therefore was not sent.</exception>
    Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token);
}

/// <summary>
/// A connection over which a good deal is said before the message itself is handed over, such as a mail's sender and receiver. That it is handed over
/// is written down meanwhile, which makes sending to many half as long.
/// </summary>
public interface IForewarnedConnection : ITransportConnection
{
    /// <param name="message">What to send.</param>
    /// <param name="noted">Ends when it is noted as handed over: nothing of the message may be handed over before. False where it is not ours to send.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>Null where it was not ours to send.</returns>
    /// <exception cref="TransportDownException">The other side went away before it was given the message, which therefore was not sent.</exception>
    Task<SendOutcome?> Send(OutgoingMessage message, Task<bool> noted, CancellationToken token);
}

/// <summary>How much a transport may send.</summary>
/// <param name="Connections">Open at once; at least 1.</param>
/// <param name="PerMinute">Messages a minute; 0 for as many as go.</param>
/// <param name="PerDomainAndHour">Messages an hour to one receiving server; 0 for as many as go.</param>
/// <param name="PerDay">Messages a day of the utility, after which it stops and the administrators are told; 0 for no limit.</param>
public sealed record TransportLimits(int Connections, int PerMinute = 0, int PerDomainAndHour = 0, int PerDay = 0);

/// <summary>A message as a transport gets it.</summary>
public sealed record OutgoingMessage(Guid Id, string Kind, MessageTopic Topic, string Address, string Name, string Language, string Title, string Text, string? Html)
{
    /// <summary>Further headers of a mail.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Made before it is sent, so that what comes back can name it.</summary>
    public required string Reference { get; init; }

    /// <summary>The reference of the last message that went to the same receiver about the same, which this one continues; null where it is the first.</summary>
    public string? Thread { get; init; }

    public IReadOnlyList<StoredFile> Attachments { get; init; } = [];
}

/// <summary>What became of a message that was handed over.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The other side has taken it.</summary>
    /// <param name="Reference">What it calls it, where that is not our own reference.</param>
    /// <param name="Cost">In minor units of the utility's currency, where it is known.</param>
    public sealed record Taken(string? Reference = null, long? Cost = null) : SendOutcome;

    /// <summary>Not now; the same may succeed later.</summary>
    public sealed record Later(string Reason) : SendOutcome;

    /// <summary>Never.</summary>
    /// <param name="Reason">In the other side's words.</param>
    /// <param name="AddressIsDead">Nothing else should be sent there either.</param>
    public sealed record Refused(string Reason, bool AddressIsDead = false) : SendOutcome;

    /// <summary>Nobody can say whether it was taken.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}

/// <summary>The other side is not there.</summary>
public sealed class TransportDownException(string reason, Exception? inner = null) : Exception(reason, inner);
