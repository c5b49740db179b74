namespace WaterCrm.Kernel.Messages;

/// <summary>What an address is no longer sent.</summary>
public enum SuppressedTopic
{
    /// <summary>Whatever can be refused, and where the reason is strong enough also service messages.</summary>
    All,

    /// <summary>News, invitations, surveys.</summary>
    News,
}

/// <summary>Why an address is no longer written to, the weakest first: a stronger reason takes the place of a weaker one.</summary>
public enum SuppressionReason
{
    /// <summary>The person wants no more. It holds for what can be refused.</summary>
    Unsubscribed,

    /// <summary>The person told the mail provider that a mail of ours was unwanted. It holds for what can be refused.</summary>
    Complained,

    /// <summary>The address takes no mail. It holds for everything.</summary>
    HardBounce,

    /// <summary>Somebody here has decided so. It holds for everything.</summary>
    ByHand,
}
