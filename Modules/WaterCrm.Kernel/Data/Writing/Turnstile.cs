using Microsoft.Win32.SafeHandles;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// Lets processes on one SQLite file write in turns. SQLite lets whoever asks at the right moment in, and one that writes chunk after chunk
/// asks at once: another that sleeps between two tries may never be let in. So whoever wants to write holds a lock file until the database has let
/// him in, and the one who has just written queues behind him. The system frees the lock of a process that dies.
/// </summary>
internal sealed class Turnstile(string database)
{
    // Short beside a chunk of bulk work, and long beside what a look costs.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly string path = database + ".turn";

    /// <summary>Waits until no other process is about to write. Disposing lets the next one come up.</summary>
    public async Task<SafeFileHandle> Enter(CancellationToken token)
    {
        while (true)
        {
            try
            {
                // Reading is enough for a lock, so that it does not matter which user's process has made the file.
                return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, TimeProvider.System, token);   // the other process lives in real time, whatever clock this one has
            }
        }
    }
}
