using System.Globalization;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Complaints.Features;

/// <summary>The place of a row in the work list, as it stands in an address.</summary>
public sealed record RowPlace(DateTime SortAt, string Number)
{
    public static RowPlace Of(ComplaintRow row, WorkTab tab) => new(tab is WorkTab.Received ? row.ReportedAt : row.SortAt, row.Number);

    /// <summary>Null when somebody wrote the address by hand: the list then begins at its beginning.</summary>
    public static RowPlace? Read(string? written) =>
        Cursor.Read(written, 2) is [var at, var number] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new RowPlace(new DateTime(ticks, DateTimeKind.Utc), number)
            : null;

    public override string ToString() => Cursor.Write(SortAt.Ticks.ToString(CultureInfo.InvariantCulture), Number);
}
