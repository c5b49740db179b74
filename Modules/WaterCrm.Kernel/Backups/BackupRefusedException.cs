namespace WaterCrm.Kernel.Backups;

/// <summary>Why there is no backup, or why it is not restored, in words for whoever sits at the machine.</summary>
public sealed class BackupRefusedException : Exception
{
    internal static BackupRefusedException InATrial => new("A trial is not backed up, and nothing is restored into it.");

    public BackupRefusedException(string why) : base(why)
    {
    }

    public BackupRefusedException(string why, Exception inner) : base(why, inner)
    {
    }
}
