using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Health;

/// <summary>When the health page turns yellow or red.</summary>
[SettingsGroup("health", "Health", Help = "When the system says that it needs somebody.", Order = 90)]
public sealed record HealthSettings
{
    [Setting("A background task is late after", Unit = "minutes", Min = 1, Max = 1440)]
    public int TaskLateMinutes { get; init; } = 10;

    [Setting("Runs kept of each background task", Min = 1, Max = 10_000)]
    public int KeepRuns { get; init; } = 100;

    [Setting("An event waits too long for its listeners after", Unit = "minutes", Min = 1, Max = 1440)]
    public int OutboxMinutes { get; init; } = 15;

    [Setting("Free disk space that must be left", Unit = "MB", Min = 1, Max = 10_000_000)]
    public int FreeMegabytes { get; init; } = 500;

    [Setting("A write takes too long after", Unit = "milliseconds", Min = 1, Max = 60_000)]
    public int SlowWriteMilliseconds { get; init; } = 1000;

    [Setting("Errors in an hour that need a look", Min = 1)]
    public int ErrorsAnHour { get; init; } = 10;
}
