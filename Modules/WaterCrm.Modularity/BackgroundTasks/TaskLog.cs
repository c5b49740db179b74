using System.Collections.Concurrent;

namespace WaterCrm.Modularity.BackgroundTasks;

/// <summary>One run of a background task. <see cref="Failure"/> is null when it went well.</summary>
public sealed record BackgroundTaskRun(string Task, DateTime StartedAt, TimeSpan Took, string? Failure);

/// <summary>Remembers how the background tasks fare, for the health page.</summary>
public interface ITaskLog
{
    Task Record(BackgroundTaskRun run, CancellationToken token);

    /// <summary>The last run of each task.</summary>
    Task<IReadOnlyCollection<BackgroundTaskRun>> Last(CancellationToken token);
}

/// <summary>The last runs since the process started, until a module keeps them in the database.</summary>
internal sealed class LastRuns : ITaskLog
{
    private readonly ConcurrentDictionary<string, BackgroundTaskRun> runs = new();

    public Task Record(BackgroundTaskRun run, CancellationToken token)
    {
        runs[run.Task] = run;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyCollection<BackgroundTaskRun>> Last(CancellationToken token) => Task.FromResult<IReadOnlyCollection<BackgroundTaskRun>>([.. runs.Values]);
}
