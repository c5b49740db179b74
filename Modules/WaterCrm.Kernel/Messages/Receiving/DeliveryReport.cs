namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>What became of one recipient of a mail of ours, as a mail server reports it (RFC 3464), or as we understand its prose.</summary>
/// <param name="Recipient">Empty where the report does not say whom it is about.</param>
/// <param name="Status">RFC 3463, such as 5.1.1; null where none is given.</param>
/// <param name="ReplyCode">RFC 5321, such as 550; null where none is given.</param>
/// <param name="Diagnostic">The other server's words on one line, at most 1,000 characters.</param>
/// <param name="OriginalMessageId">Of our mail, without brackets; null where the report does not carry it.</param>
/// <param name="Mark">Our own header <see cref="MarkHeader"/> of that mail; null where the report does not carry it.</param>
internal sealed record DeliveryReport(
    string Recipient, DeliveryAction Action, string? Status, int? ReplyCode, FailureReason Reason, string Diagnostic, string? OriginalMessageId, string? Mark)
{
    public const string MarkHeader = "X-WaterCrm-Message";

    /// <summary>Whether the address will never take a mail, so that none should be sent to it again. Decided by the reason, not by the first digit:
    /// a full mailbox and a refused sender are 5.x.x too, and servers report unknown users as 4.x.x.</summary>
    public bool IsHard => Action is DeliveryAction.Failed or DeliveryAction.Delayed && Reason.IsHard();
}

/// <summary>RFC 3464, 2.3.3.</summary>
internal enum DeliveryAction { Failed, Delayed, Delivered, Relayed, Expanded }

/// <summary>Why a mail was not delivered, in as few kinds as lead to different actions or different words to a person.</summary>
internal enum FailureReason
{
    Undetermined,
    /// <summary>There is no such mailbox.</summary>
    UserUnknown,
    /// <summary>There is no such domain.</summary>
    HostUnknown,
    /// <summary>The person is no longer there.</summary>
    HasMoved,
    /// <summary>The domain takes no mail at all (RFC 7505).</summary>
    NotAccepting,
    MailboxFull,
    /// <summary>The account is locked or disabled; it may come back.</summary>
    Suspended,
    TooBig,
    /// <summary>The server refuses our server.</summary>
    Blocked,
    Spam,
    Virus,
    /// <summary>SPF, DKIM or DMARC of our own domain.</summary>
    AuthenticationFailed,
    /// <summary>Our server's address has no name (PTR).</summary>
    NoReverseName,
    SenderRejected,
    NoRelaying,
    Policy,
    Content,
    /// <summary>The mailbox exists and did not take it.</summary>
    Filtered,
    TooMany,
    ServerProblem,
    /// <summary>A program behind the mailbox failed.</summary>
    MailboxProgram,
    NetworkProblem,
    Expired,
    ProtocolProblem,
    /// <summary>It is no failure.</summary>
    None,
}

internal static class FailureReasons
{
    public static bool IsHard(this FailureReason reason) =>
        reason is FailureReason.UserUnknown or FailureReason.HostUnknown or FailureReason.HasMoved or FailureReason.NotAccepting;
}
