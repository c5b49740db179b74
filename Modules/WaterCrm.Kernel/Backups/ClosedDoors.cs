using System.Data.Common;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>A copy of the data must not open a door that the original has opened, nor go on with work whose files stayed there.</summary>
internal static class ClosedDoors
{
    public static void Close(DbConnection copy, DateTime now)
    {
        foreach (var sql in new[]
        {
            "DELETE FROM kernel_session", "DELETE FROM kernel_one_time_link", "DELETE FROM kernel_lease",
            "UPDATE kernel_job SET \"State\" = 'Cancelled', \"EndedAt\" = @now, \"HeldBy\" = NULL, \"HeldUntil\" = NULL WHERE \"State\" IN ('Waiting', 'Running')",
            "UPDATE kernel_job SET \"FilesRemovedAt\" = coalesce(\"FilesRemovedAt\", @now)",
        })
        {
            using var command = copy.Statement(null, sql, sql.Contains("@now", StringComparison.Ordinal) ? [("@now", now)] : []);
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
    }
}
