namespace WaterCrm.Kernel.Messages;

/// <summary>Codes of the ways to people that the product itself knows. Others are data: a chat or a voice service has a code of its own.</summary>
public static class Channels
{
    public const string Mail = "email";
    public const string Sms = "sms";

    /// <summary>A notice in the program itself, for who signs in.</summary>
    public const string App = "app";

    public const string Letter = "letter";
}
