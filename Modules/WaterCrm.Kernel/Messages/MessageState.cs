namespace WaterCrm.Kernel.Messages;

/// <summary>How a message stands.</summary>
public enum MessageState
{
    /// <summary>Waits for its time, its turn, or another try.</summary>
    Queued,

    /// <summary>Noted as handed to the transport; what became of it is not known yet.</summary>
    Sending,

    /// <summary>The transport has taken it.</summary>
    Sent,

    /// <summary>It is known to have arrived.</summary>
    Delivered,

    /// <summary>The transport refused it for good, or the last try failed.</summary>
    Failed,

    /// <summary>It was taken and came back.</summary>
    Bounced,

    /// <summary>It was not sent: the address wants no such message, or is known to be dead.</summary>
    Suppressed,

    /// <summary>Somebody took it back before it was sent.</summary>
    Cancelled,

    /// <summary>The program or the connection ended after the message was handed over and before it was answered for. It is never sent again by itself: somebody decides.</summary>
    Uncertain,
}

/// <summary>Who passes whom.</summary>
public enum MessagePriority
{
    /// <summary>Water is off, or must not be drunk. It also passes quiet hours.</summary>
    Urgent,

    /// <summary>What somebody waits for: a password link, an answer to a complaint.</summary>
    Normal,

    /// <summary>To many at once, and nobody waits for it.</summary>
    Bulk,
}
