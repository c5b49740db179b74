namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>The bytes are no mail that can be read; the message is the reason, a sentence for the log and the list of refused mails.</summary>
internal sealed class UnreadableMailException(string reason) : Exception(reason);
