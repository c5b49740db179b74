namespace WaterCrm.Modularity.BackgroundTasks;

/// <summary>How a background task stands.</summary>
/// <param name="Name">The name under which its runs are kept.</param>
/// <param name="Type">Its class.</param>
/// <param name="Said">Schedule, title and description.</param>
/// <param name="Last">Its last run; null where it never ran.</param>
/// <param name="IsRunning">It runs in this process now.</param>
/// <param name="Expected">When the run after the last one was or is to begin, in UTC, not before this host was there: in the past it is late. Null where it never is.</param>
/// <param name="Next">The next time of its schedule, in UTC.</param>
public sealed record BackgroundTaskState(string Name, Type Type, BackgroundTaskAttribute Said, BackgroundTaskRun? Last, bool IsRunning, DateTime? Expected, DateTime? Next)
{
    /// <summary>It did not begin although its time is past by more than this.</summary>
    public bool IsLate(DateTime now, TimeSpan grace) => Expected + grace < now;
}
