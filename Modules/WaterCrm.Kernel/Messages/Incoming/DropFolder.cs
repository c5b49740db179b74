using System.Globalization;
using MediatR;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>What became of the files of a folder.</summary>
internal sealed record FolderTally
{
    public int Taken { get; set; }

    /// <summary>Taken before, by a run that was killed before it could move the file, or brought twice.</summary>
    public int Known { get; set; }

    public int Refused { get; set; }

    /// <summary>Left where they are: the next run tries again.</summary>
    public int Failed { get; set; }
}

/// <summary>
/// A folder into which a mail server puts one file for each mail, such as <c>new</c> of a Maildir. What is taken is moved to <c>done</c>, what is no mail to <c>refused</c>
/// with a file that says why. A mail is in the database before its file is moved, so a run that is killed between the two finds it again, and knows it.
/// </summary>
internal sealed class DropFolder(IMediator mediator, TimeProvider clock)
{
    /// <summary>A file that was written to within this time may not be complete.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private const string Reason = ".reason.txt";
    private const int MostFailures = 5;   // in a row: then it is not the mails

    /// <param name="folder">It is there.</param>
    /// <param name="complain">Hears what is amiss with a file.</param>
    /// <param name="token">Ends it after the mail at hand.</param>
    /// <returns>Null where another process is at this folder.</returns>
    public async Task<FolderTally?> Take(string folder, Action<string> complain, CancellationToken token)
    {
        using var alone = Lock(folder);
        if (alone is null) return null;
        var (tally, inARow) = (new FolderTally(), 0);
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsReady).Order(StringComparer.Ordinal).ToList())
        {
            if (token.IsCancellationRequested || inARow == MostFailures) break;
            try
            {
                await Take(folder, path, tally);
                inARow = 0;
            }
            catch (Exception failure)   // a mail that cannot be taken now must not keep the others from it
            {
                complain($"{Path.GetFileName(path)}: {failure.Message}");
                tally.Failed++;
                inARow++;
            }
        }

        return tally;
    }

    private async Task Take(string folder, string path, FolderTally tally)
    {
        ReadOnlyMemory<byte> raw;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)) raw = await RawBytes.Of(file, CancellationToken.None);
        var taken = await mediator.Send(new TakeReceivedMail(raw), CancellationToken.None);
        if (taken.Error is null)
        {
            Move(path, Path.Combine(folder, "done"), null);
            if (taken.Value.IsKnown) tally.Known++;
            else tally.Taken++;
            return;
        }

        if (taken.Error != MessageErrors.UnreadableMail) throw new InvalidOperationException(Said(taken.Error));
        Move(path, Path.Combine(folder, "refused"), Said(taken.Error));
        tally.Refused++;
    }

    /// <summary>Hidden files are what programs are still writing, or have laid there for themselves. A time in the future is that of another machine's clock.</summary>
    private bool IsReady(string path)
    {
        if (Path.GetFileName(path).StartsWith('.') || path.EndsWith(Reason, StringComparison.Ordinal)) return false;
        return (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path)).Duration() >= Settling;
    }

    private static void Move(string path, string to, string? reason)
    {
        Directory.CreateDirectory(to);
        for (var number = 0; ; number++)
        {
            var target = Path.Combine(to, Path.GetFileName(path) + (number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{number}")));
            if (File.Exists(target)) continue;
            if (reason is not null) File.WriteAllText(target + Reason, reason + "\n");
            File.Move(path, target);
            return;
        }
    }

    /// <summary>The system frees the lock of a process that dies.</summary>
    private static FileStream? Lock(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    internal static string Said(Error error) => string.Format(CultureInfo.InvariantCulture, error.Message, error.Args);
}
