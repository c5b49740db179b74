namespace WaterCrm.Complaints;

/// <summary>The way by which a complaint came in.</summary>
public enum Channel
{
    Web,
    Phone,
    Counter,
    Mail,
    Letter,
    Message,
    Social,
    Press,
    Authority,
    Other,
}

/// <summary>How the customer wants to hear how it goes on.</summary>
public enum TellBy
{
    No,
    Message,
    Mail,
    Phone,
}
