using System.Data.Common;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Features;

/// <summary>Rows of the work list as they come out of the database.</summary>
internal static class ComplaintRows
{
    public const string Columns =
        "c.\"Id\", c.\"Number\", c.\"Kind\", c.\"Channel\", c.\"Place\", c.\"Zone\", c.\"ReportedAt\", c.\"Group\", c.\"Step\", c.\"Role\", c.\"Assignee\", " +
        "c.\"DueAt\", c.\"ClosedAt\", c.\"AddedAt\", c.\"Escalations\", c.\"Reopened\", c.\"SortAt\"";

    public static ComplaintRow Read(DbDataReader row) => new()
    {
        Id = row.Id(0), Number = row.GetString(1), Kind = row.GetString(2), Channel = Enum.Parse<Channel>(row.GetString(3)), Place = row.GetString(4),
        Zone = row.IsDBNull(5) ? null : row.GetString(5), ReportedAt = row.Utc(6), Group = Enum.Parse<CaseGroup>(row.GetString(7)), Step = row.GetString(8),
        Role = row.IsDBNull(9) ? null : row.GetString(9), Assignee = row.IsDBNull(10) ? null : row.Id(10),
        DueAt = row.IsDBNull(11) ? null : row.Utc(11), ClosedAt = row.IsDBNull(12) ? null : row.Utc(12), AddedAt = row.IsDBNull(13) ? null : row.Utc(13),
        Escalations = row.GetInt32(14), Reopened = row.GetInt32(15), SortAt = row.Utc(16),
    };
}
