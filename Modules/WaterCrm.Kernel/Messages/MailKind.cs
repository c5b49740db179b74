namespace WaterCrm.Kernel.Messages;

/// <summary>What a mail that came in is.</summary>
public enum MailKind
{
    /// <summary>A server says that a mail of ours was not, or not yet, delivered.</summary>
    Failure,

    /// <summary>A server says that a mail of ours was delivered.</summary>
    Delivery,

    /// <summary>A provider says that somebody called a mail of ours unwanted.</summary>
    Complaint,

    /// <summary>Somebody asks for no more news.</summary>
    Unsubscription,

    /// <summary>A program wrote it. It is noted and never answered.</summary>
    Automatic,

    /// <summary>The mail server in front of us marked it as unwanted.</summary>
    Spam,

    /// <summary>Answers a message of ours.</summary>
    Reply,

    /// <summary>Somebody writes of his own accord.</summary>
    New,
}
