namespace WaterCrm.Modularity.BackgroundTasks;

/// <summary>Work that recurs. The host's runner gives each run a scope of its own and, where several hosts share a database, lets one of them do it.</summary>
public interface IBackgroundTask
{
    Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken);
}

/// <summary>When a background task runs, and how long its lease holds.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BackgroundTaskAttribute : Attribute
{
    public bool Enable { get; set; } = true;

    /// <summary>Five-field cron expression in UTC.</summary>
    public string Schedule { get; set; } = "*/5 * * * *";
    public string Title { get; set; } = "";
    public string Description { get; set; } = "";

    /// <summary>Milliseconds to wait for the lease; 0 skips the run when another host holds it.</summary>
    public int LockTimeout { get; set; }

    /// <summary>Milliseconds after which the lease of a host that died may be taken over; 0 means five minutes.</summary>
    public int LockExpiration { get; set; }
}
