using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Files;

public static class FileErrors
{
    public static readonly Error TooLarge = new("files.too-large", "This file is larger than {0} MB. Send a smaller one.", 413);
    public static readonly Error Empty = new("files.empty", "This file is empty. Choose it again.");
    public static readonly Error NotAllowed = new("files.not-allowed", "This is not a file that can be taken, whatever its name says. Send one of these kinds: {0}.");
    public static readonly Error Damaged = new("files.damaged", "This picture is damaged or incomplete. Open it on your device, save it again and send it once more.");
}
