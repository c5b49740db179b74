using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.News;

/// <summary>Tells wishes, stopped addresses and mails that came in, in the reader's words.</summary>
internal sealed class NewsWords(IStringLocalizer<Utility> S)
{
    public string HowOf(NewsSource how) => how switch
    {
        NewsSource.Link => S["by the link in a message"],
        NewsSource.OneClick => S["by the button of the mail program"],
        NewsSource.Mail => S["by a mail"],
        _ => S["told to somebody here"],
    };

    public string ReasonOf(SuppressionReason reason) => reason switch
    {
        SuppressionReason.Unsubscribed => S["wants no news"],
        SuppressionReason.Complained => S["called a mail unwanted"],
        SuppressionReason.HardBounce => S["takes no mail"],
        _ => S["stopped by somebody here"],
    };

    /// <summary>What is not sent there any more.</summary>
    public string StopsOf(SuppressedTopic topic, SuppressionReason reason) =>
        Domain.Suppression.Stops(topic, reason, Templates.MessageTopic.Service) ? S["everything"] : S["news"];

    public string KindOf(MailKind kind) => kind switch
    {
        MailKind.Failure => S["could not be delivered"],
        MailKind.Delivery => S["was delivered"],
        MailKind.Complaint => S["called unwanted"],
        MailKind.Unsubscription => S["wants no more news"],
        MailKind.Automatic => S["written by a program"],
        MailKind.Spam => S["unwanted advertising"],
        MailKind.Reply => S["an answer"],
        _ => S["a new mail"],
    };

    public string BecameOf(MailKind kind) => kind switch
    {
        MailKind.Failure => S["It stands beside the message that came back. The address is given up when that has happened often enough."],
        MailKind.Delivery => S["It stands beside the message that has arrived."],
        MailKind.Complaint or MailKind.Unsubscription => S["The address gets no news any more."],
        MailKind.Automatic => S["It was noted and not answered."],
        MailKind.Spam => S["It was noted, and nobody was told."],
        MailKind.Reply => S["It stands with what it answers."],
        _ => S["It was handed on: to the complaint that it names, else as a new one."],
    };
}
