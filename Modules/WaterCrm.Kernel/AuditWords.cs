using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel;

/// <summary>The records of this module, their properties and their states, in the words by which the audit looks them up (those of all modules that are alike).</summary>
internal static class AuditWords
{
    public static readonly IReadOnlyList<string> All =
    [
        Word.Of("Absence"), Word.Of("Acknowledged"), Word.Of("Acknowledged at"), Word.Of("Acknowledged by"), Word.Of("Api key"), Word.Of("Assignee"),
        Word.Of("At"), Word.Of("Author"), Word.Of("Beginning"), Word.Of("Branch"), Word.Of("Calling"), Word.Of("Cancel asked"),
        Word.Of("Cancelled"), Word.Of("Case"), Word.Of("Checkpoint"), Word.Of("Closed at"), Word.Of("Closed on"), Word.Of("Code"),
        Word.Of("Codes locked until"), Word.Of("Created at"), Word.Of("Created by"), Word.Of("Customer"), Word.Of("Day"), Word.Of("Days"),
        Word.Of("Demands second factor"), Word.Of("District"), Word.Of("Done"), Word.Of("Due at"), Word.Of("Duty"), Word.Of("Duty call"),
        Word.Of("Duty shift"), Word.Of("Email"), Word.Of("Ended at"), Word.Of("Entered by"), Word.Of("Escalations"), Word.Of("Expires at"),
        Word.Of("Failed"), Word.Of("Failed codes"), Word.Of("Failure"), Word.Of("Files removed at"), Word.Of("From"), Word.Of("Group"),
        Word.Of("Has on call"), Word.Of("Hash"), Word.Of("Head"), Word.Of("Held by"), Word.Of("Held until"), Word.Of("Holds everything"),
        Word.Of("Is active"), Word.Of("Is cancelled"), Word.Of("Is closed"), Word.Of("Job"), Word.Of("Kind"), Word.Of("Language"),
        Word.Of("Last code step"), Word.Of("Last signed in at"), Word.Of("Last used at"), Word.Of("Link"), Word.Of("Made by"), Word.Of("Name"),
        Word.Of("Name key"), Word.Of("Needs"), Word.Of("Next at"), Word.Of("Note"), Word.Of("Office"), Word.Of("Opened on"), Word.Of("Owner"),
        Word.Of("Parameters"), Word.Of("Password hash"), Word.Of("Person"), Word.Of("Raised at"), Word.Of("Raised by"), Word.Of("Read only until"),
        Word.Of("Reason"), Word.Of("Reopen until"), Word.Of("Reopened"), Word.Of("Result"), Word.Of("Revoked at"), Word.Of("Role"),
        Word.Of("Roster place"), Word.Of("Running"), Word.Of("Scopes"), Word.Of("Second factor"), Word.Of("Second factor reset at"), Word.Of("Second factor since"),
        Word.Of("Security stamp"), Word.Of("Shift"), Word.Of("Sign in key"), Word.Of("Sign in name"), Word.Of("Sort key"), Word.Of("Started at"),
        Word.Of("State"), Word.Of("Subject kind"), Word.Of("Subject name"), Word.Of("Substitute"), Word.Of("Team"), Word.Of("Team member"),
        Word.Of("Title"), Word.Of("Total"), Word.Of("Unanswered"), Word.Of("Until"), Word.Of("Waiting"),
        Word.Of("Page remark"), Word.Of("Text"), Word.Of("Page"), Word.Of("Release"), Word.Of("Person name"), Word.Of("Done at"), Word.Of("Done by"), Word.Of("Open"),
        Word.Of("Feature"), Word.Of("Feature switch"), Word.Of("Installed module"), Word.Of("Is on"), Word.Of("Module"), Word.Of("Version"),
        Word.Of("Message text"), Word.Of("Subject line"), Word.Of("Mail"), Word.Of("Sms"), Word.Of("App"), Word.Of("Letter"), Word.Of("Sms without accents"), Word.Of("Source hash"),
        Word.Of("Is in force"), Word.Of("Changed at"), Word.Of("Changed by"),
        Word.Of("Suppression"), Word.Of("Channel"), Word.Of("Address"), Word.Of("Recipient"), Word.Of("Topic"), Word.Of("Since"), Word.Of("Source message"),
        Word.Of("Unsubscribed"), Word.Of("Complained"), Word.Of("Hard bounce"), Word.Of("By hand"),
        Word.Of("Message"), Word.Of("Queued"), Word.Of("Sent"),
        Word.Of("News wish"), Word.Of("Is wanted"), Word.Of("How"), Word.Of("Link"), Word.Of("One click"), Word.Of("Staff"),
        Word.Of("Webhook"), Word.Of("Events"), Word.Of("Secret"), Word.Of("Paused at"),
    ];
}
