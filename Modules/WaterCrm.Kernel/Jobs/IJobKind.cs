using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Jobs;

/// <summary>A kind of long work, contributed by a module.</summary>
public interface IJobKind
{
    string Kind { get; }

    /// <summary>Does the work, from <see cref="JobRun.Checkpoint"/> on where there is one.</summary>
    /// <returns>What is to be shown when it has ended, as JSON.</returns>
    /// <exception cref="JobRefused">The work cannot be done, for a reason a person can mend.</exception>
    Task<string> Run(JobRun run, CancellationToken token);
}

/// <summary>One run of a job, as the one who does the work sees it.</summary>
public sealed class JobRun
{
    public required Guid Id { get; init; }
    public required string Parameters { get; init; }
    public string? Checkpoint { get; init; }

    /// <summary>A folder of the job's own, for what it writes and what it was given.</summary>
    public required string Folder { get; init; }

    private (long Done, long Total) noted;

    internal string Me { get; init; } = "";
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Hears of progress after it was committed: the command line's progress bar.</summary>
    public Action<long, long>? Watch { get; init; }

    /// <summary>Notes how far the work has come, in the transaction of the work itself.</summary>
    /// <exception cref="JobStopped">Somebody asked to cancel; what was written in this transaction is undone.</exception>
    public async Task Note(WriteHold hold, long done, long total, string checkpoint, CancellationToken token)
    {
        var goOn = await hold.Execute(
            "UPDATE kernel_job SET \"Done\" = @done, \"Total\" = @total, \"Checkpoint\" = @checkpoint, \"HeldUntil\" = @until " +
            "WHERE \"Id\" = @id AND \"HeldBy\" = @me AND NOT \"CancelAsked\"",
            token, ("@done", done), ("@total", total), ("@checkpoint", checkpoint), ("@until", Clock.Utc() + Job.Hold), ("@id", Id), ("@me", Me));
        if (goOn == 0) throw new JobStopped();
        noted = (done, total);
    }

    /// <summary>Says that the work goes on, where it has no transaction in which to note how far it is.</summary>
    /// <exception cref="JobStopped">Somebody asked to cancel.</exception>
    public async Task StillMine(Database database, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter("job: still mine", token);
        var goOn = await hold.Execute(
            "UPDATE kernel_job SET \"HeldUntil\" = @until WHERE \"Id\" = @id AND \"HeldBy\" = @me AND NOT \"CancelAsked\"",
            token, ("@until", Clock.Utc() + Job.Hold), ("@id", Id), ("@me", Me));
        if (goOn == 0) throw new JobStopped();
        await hold.Commit(token);
    }

    /// <summary>Tells whoever watches; call it when the transaction of <see cref="Note"/> was committed.</summary>
    public void Tell() => Watch?.Invoke(noted.Done, noted.Total);
}

/// <summary>The work cannot be done; the message says why and what to do, and is the key of its translations.</summary>
public sealed class JobRefused(string message, params object[] args) : Exception(message)
{
    public object[] Args => args;
}

/// <summary>Somebody asked to cancel, or another host has taken the work over.</summary>
public sealed class JobStopped() : Exception("The work was stopped.");
