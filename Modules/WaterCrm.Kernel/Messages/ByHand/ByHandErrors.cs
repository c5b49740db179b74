using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.ByHand;

internal static class ByHandErrors
{
    public static readonly Error PostedAlready = new("messages.posted-already", "{0} has posted this message already, at {1}. Do not post it again.", 409);
    public static readonly Error DroppedAlready = new("messages.dropped-already", "{0} has said already, at {1}, that this message is not posted.", 409);
    public static readonly Error NotByHand = new("messages.not-by-hand", "This message goes by itself. Nobody needs to post it.", 409);
}
