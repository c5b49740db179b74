namespace WaterCrm.Customers;

public enum InteractionDirection
{
    /// <summary>They came to us.</summary>
    In,

    /// <summary>We went to them.</summary>
    Out,

    /// <summary>Among ourselves.</summary>
    Internal,
}

public enum InteractionChannel
{
    Telephone,
    Counter,
    Web,
    Email,
    Sms,
    Messenger,
    Letter,
    Visit,
    Import,
    Other,
}
