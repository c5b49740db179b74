namespace WaterCrm.Kernel.Data;

public static class Ids
{
    /// <summary>A new id. Ids of version 7 are near each other in time, which keeps indexes small, but they are not an order.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}

public static class ClockExtensions
{
    /// <summary>The present moment as the database keeps it: UTC.</summary>
    public static DateTime Utc(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
