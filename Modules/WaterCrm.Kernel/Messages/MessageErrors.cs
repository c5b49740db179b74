using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages;

internal static class MessageErrors
{
    public static readonly Error NoMailAddress = new("messages.no-mail-address", "{0} is not an e-mail address. Write it as name@example.org.");
    public static readonly Error NoNumber = new("messages.no-number", "{0} is not a telephone number. Write it as 0912 345 678 or +84 912 345 678.");
    public static readonly Error NoAddress = new("messages.no-address", "Nobody said where this message should go.");
    public static readonly Error AddressTooLong = new("messages.address-too-long", "A postal address has at most {0} lines, so that it fits the window of an envelope.");
    public static readonly Error NoPerson = new("messages.no-person", "A notice goes to somebody who works with this system, and nobody is named.");
    public static readonly Error NoChannel = new("messages.no-channel", "There is no way to people called {0}. Look at the settings of the ways to people.");
    public static readonly Error TooLongForChannel = new("messages.too-long-for-channel", "A message by {0} has at most {1} characters, and this one has {2}. Shorten its text.");
    public static readonly Error TooLong = new("messages.too-long", "This message is longer than a million characters. Look whether something repeats itself in it.");
    public static readonly Error AttachmentsTooLarge = new("messages.attachments-too-large", "What is attached has more than {0} MB together. Most mail servers would refuse it: attach less, or write where it can be fetched.", 413);
    public static readonly Error NotSuppressed = new("messages.not-suppressed", "This address is written to already.", 404);
    public static readonly Error UnreadableMail = new("messages.unreadable-mail", "This is no mail that can be read. {0}");
    public static readonly Error NotWaiting = new("messages.not-waiting", "This message does not wait any more, so it cannot be cancelled.", 409);
    public static readonly Error NotFailed = new("messages.not-failed", "Only a message that did not arrive can be sent again.", 409);
    public static readonly Error MayArriveTwice = new("messages.may-arrive-twice", "Nobody knows whether this message was sent. Tick that it may arrive twice, or ask the receiver first.");
    public static readonly Error SentAgainAlready = new("messages.sent-again-already", "This message was sent again already. Look what became of the newer one.", 409);
    public static readonly Error NoWords = new("messages.no-words", "The words of this message are not kept any more, so it cannot be sent again.", 409);
}
