namespace WaterCrm.Kernel.ViewModels;

/// <summary>All background tasks.</summary>
/// <param name="Tasks">How each stands.</param>
/// <param name="Now">In UTC.</param>
/// <param name="Grace">How late a task may begin.</param>
public sealed record TasksPage(IReadOnlyList<BackgroundTaskState> Tasks, DateTime Now, TimeSpan Grace);

/// <summary>One background task with its last runs.</summary>
public sealed record TaskRunsPage(BackgroundTaskState Task, IReadOnlyList<BackgroundTaskRun> Runs);
