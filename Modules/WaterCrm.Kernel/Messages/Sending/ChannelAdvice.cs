using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>What somebody can do about a channel, with the settings by their name. In English; the keys of the translations.</summary>
internal static class ChannelAdvice
{
    public static string AllowMore(string channel) => channel switch
    {
        MessageChannels.Email => Word.Of("Look whether something writes in a loop. If all is right, allow more a day in the settings of outgoing mail."),
        MessageChannels.Sms => Word.Of("Look whether something writes in a loop. If all is right, allow more a day in the settings of text messages."),
        WebhookOrders.Channel => Word.Of("Look whether something writes in a loop. If all is right, allow more a day in the settings of webhooks."),
        _ => Word.Of("Look whether something writes in a loop. If all is right, allow more a day in the settings of this way."),
    };

    public static string Reach(string channel) => channel switch
    {
        MessageChannels.Email => Word.Of("Look at the settings of outgoing mail, and whether the server is reachable from this machine. Nothing is lost: they go out by themselves when it is back."),
        MessageChannels.Sms => Word.Of("Look at the settings of text messages, and whether the gateway is reachable from this machine. Nothing is lost: they go out by themselves when it is back."),
        _ => Word.Of("Look at the settings of this way, and whether the other side is reachable from this machine. Nothing is lost: they go out by themselves when it is back."),
    };

    public static string SetUp(string channel) => channel switch
    {
        MessageChannels.Email => Word.Of("Enter the mail server in the settings of outgoing mail."),
        _ => Word.Of("Look in the settings for the way by which they go, and whether its module is switched on."),
    };
}
