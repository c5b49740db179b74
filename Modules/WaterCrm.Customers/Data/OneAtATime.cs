using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Data;

/// <summary>Looking whether something is taken and then taking it must not be done by two at once. On SQLite the write gate sees to that.</summary>
internal static class OneAtATime
{
    /// <summary>Waits until no other command deals with the same thing; the end of the transaction lets the next one in.</summary>
    public static async Task Alone(this CommandScope command, Database database, string thing, CancellationToken token)
    {
        if (!database.IsSqlite) await command.Hold!.Execute("SELECT pg_advisory_xact_lock(hashtextextended(@thing, 0))", token, ("@thing", thing));
    }
}
