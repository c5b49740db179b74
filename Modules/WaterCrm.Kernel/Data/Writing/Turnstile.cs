using Microsoft.Win32.SafeHandles;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// Lets processes on one SQLite file write in turns. SQLite lets whoever asks at the right moment in, and one that writes chunk after chunk
/// asks at once: another that sleeps between two tries may never be let in. So whoever wants to write takes a seat behind the last who waits, and
/// asks the database when the one before him has got up. Nobody can pass him however seldom he looks, and the one who has just written
/// queues behind him. A seat is a lock file; the system frees that of a process that dies.
/// </summary>
internal sealed class Turnstile(string database)
{
    // A ring, of which one seat stays empty: a server, an import, a backup and some to spare. Only who finds all taken may be passed.
    private const int Seats = 6;

    // Short beside a chunk of bulk work, and long beside what a look costs.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // Finding a seat takes each some 0.1 ms, one at a time.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until no other process is about to write. One sits when this returns, before the task is done. Disposing lets the next one come up.</summary>
    public Task<SafeFileHandle> Enter(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        (SafeFileHandle Mine, int? Before)? seat = null;
        SpinWait.SpinUntil(() => (seat = SitDown()) is not null, LongestSearch);
        if (seat is { Before: null }) return Task.FromResult(seat.Value.Mine);

        // Waiting has a thread of its own: on one of the pool's the look would come late just when the process has much to do.
        return Task.Factory.StartNew(() => Wait(seat, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private SafeFileHandle Wait((SafeFileHandle Mine, int? Before)? seat, CancellationToken token)
    {
        try
        {
            while (true)
            {
                seat ??= SitDown();
                if (seat is { } found && (found.Before is not { } before || IsFree(before))) return found.Mine;
                if (token.WaitHandle.WaitOne(Pause)) throw new OperationCanceledException(token);
            }
        }
        catch
        {
            seat?.Mine.Dispose();
            throw;
        }
    }

    /// <summary>Takes the seat behind the last. Null while another looks for one, or all are taken; Before is null where nobody waits.</summary>
    private (SafeFileHandle Mine, int? Before)? SitDown()
    {
        using var search = Lock("");
        if (search is null) return null;

        var free = new SafeFileHandle?[Seats];
        try
        {
            for (var i = 0; i < Seats; i++) free[i] = Lock($"{i}");
            bool IsTaken(int seat) => free[seat % Seats] is null;

            var nobody = free.All(seat => seat is not null);
            // The seat before the first stays empty until he has got up: he may not have seen yet that it is.
            var last = Enumerable.Range(0, Seats).Where(i => IsTaken(i) && !IsTaken(i + 1) && !IsTaken(i + 2)).Select(i => (int?)i).FirstOrDefault();
            if (last is null && !nobody) return null;

            var mine = ((last ?? -1) + 1) % Seats;
            var seat = free[mine]!;
            free[mine] = null;
            return (seat, last);
        }
        finally
        {
            foreach (var seat in free) seat?.Dispose();
        }
    }

    private bool IsFree(int seat)
    {
        using var taken = Lock($"{seat}");
        return taken is not null;
    }

    /// <summary>Null where another has it.</summary>
    private SafeFileHandle? Lock(string name)
    {
        var path = $"{database}.turn{name}";
        try
        {
            // Reading is enough for a lock, so that it does not matter which user's process has made the file.
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
