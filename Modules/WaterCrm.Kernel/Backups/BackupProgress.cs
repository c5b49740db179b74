namespace WaterCrm.Kernel.Backups;

/// <summary>How far a long piece of work is, in bytes. What was guessed too low stops short of the end.</summary>
internal sealed class BackupProgress(Action<long, long>? tell)
{
    private long done;
    private long total;

    public void Expect(long bytes) => total += bytes;

    public void Add(long bytes)
    {
        done += bytes;
        tell?.Invoke(Math.Min(done, Math.Max(0, total - 1)), total);
    }

    public void End() => tell?.Invoke(Math.Max(1, total), Math.Max(1, total));
}
