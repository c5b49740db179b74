namespace WaterCrm.Kernel.Backups;

/// <summary>A restore unpacks into a folder of its own, renames that when all of it is right, and moves its parts to their places. Where it was cut off shows by which folder is there.</summary>
internal static class HalfRestored
{
    /// <summary>Is being unpacked, or was when the process died: nothing of it has reached its place.</summary>
    public const string Unpacking = "restore.new";

    /// <summary>Is complete; what is still in it has not reached its place.</summary>
    public const string Unpacked = "restore.done";

    /// <summary>A program that started on half of the data would begin an empty system, or one without its keys.</summary>
    public static void Refuse(string data)
    {
        if (Directory.Exists(Path.Combine(data, Unpacking)) || Directory.Exists(Path.Combine(data, Unpacked)))
            throw new BackupRefusedException($"A restore into {data} is under way, or was cut off. Wait until it has ended; if it was cut off, run it again with the same backup.");
    }
}
