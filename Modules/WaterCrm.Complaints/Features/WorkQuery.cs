using System.Data.Common;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Features;

/// <summary>
/// What the tabs and filters of the work list mean, for the list and for its counts alike. Written as statements: the staff wait for this page
/// all day, and making the statement out of an expression took longer than the database took to answer it (docs/figures.md, worklist).
/// </summary>
internal sealed class WorkQuery(Database database, ISearchIndex search, IActor actor, Utility utility, TimeProvider clock)
{
    /// <summary>So many complaints with the words looked for are sorted; more would have to be narrowed by a person anyway.</summary>
    public const int MostFound = 500;

    public async Task<WorkNarrowed> Narrow(WorkFilter filter, CancellationToken token)
    {
        // With a value to compare: SQLite takes no index for the bare column.
        List<string> where = filter.Tab is WorkTab.Received ? ["c.\"ReportedAt\" >= @since AND c.\"ReportedAt\" < @until"] : ["c.\"IsOpen\" = @open"];
        if (filter.Tab is WorkTab.Closed && (filter.From ?? filter.To) is not null) where.Add("c.\"SortAt\" >= @since AND c.\"SortAt\" < @until");
        if (filter.Handled) where.Add("c.\"CaseId\" IS NOT NULL");
        List<(string, object?)> values =
        [
            ("@open", filter.Tab is not WorkTab.Closed), ("@me", actor.Id ?? Guid.Empty), ("@now", clock.Utc()), ("@tomorrow", Start(Today.AddDays(1))),
            ("@since", filter.From is { } from ? Start(from) : DateTime.UnixEpoch), ("@until", filter.To is { } to && to < DateOnly.MaxValue ? Start(to.AddDays(1)) : Domain.Complaint.NeverDue),
        ];
        Equal("Kind", "@kind", filter.Kind);
        Equal("Zone", "@zone", filter.Zone);
        Equal("Channel", "@channel", filter.Channel);
        var cutShort = false;
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var found = await search.Find(Data.ComplaintsDbContext.Prefix, filter.Text, MostFound, token);
            where.Add(found.Count == 0 ? "1 = 0" : $"c.\"Id\" IN ({string.Join(", ", found.Select((_, i) => $"@found{i}"))})");
            values.AddRange(found.Select((id, i) => ($"@found{i}", (object?)id)));
            cutShort = found.Count == MostFound;
        }

        return new WorkNarrowed(string.Join(" AND ", where), values, cutShort);

        void Equal(string column, string name, object? value)
        {
            if (value is null) return;
            where.Add($"c.\"{column}\" = {name}");
            values.Add((name, value));
        }
    }

    /// <summary>Asks and hands over the rows of the answer, one after the other.</summary>
    public async Task Read(string statement, WorkNarrowed narrowed, Action<DbDataReader> row, CancellationToken token)
    {
        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        await using var command = connection.Statement(null, statement, [.. narrowed.Values.Where(v => statement.Contains(v.Name, StringComparison.Ordinal))]);
        await using var rows = await command.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) row(rows);
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.Utc(), utility.Zone));

    /// <summary>UTC of the moment at which a day of the utility begins.</summary>
    private DateTime Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(utility.Zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, utility.Zone);
    }
}

/// <summary>The complaints that the filters leave, before one looks at a tab.</summary>
/// <param name="Where">A condition on the complaint <c>c</c>.</param>
/// <param name="Values">The values it names, and those of the tabs.</param>
/// <param name="IsCutShort">More had the words looked for than a list can sort.</param>
internal sealed record WorkNarrowed(string Where, IReadOnlyList<(string Name, object? Value)> Values, bool IsCutShort)
{
    private const string From = "FROM complaints_complaint AS c WHERE";

    public string Count(WorkTab tab) => $"SELECT count(*) {From} {Where}{In(tab)}";

    /// <summary>How many they are, and how many of them were never late.</summary>
    public string CountInTime => $"SELECT count(*), count(CASE WHEN c.\"WasLate\" THEN NULL ELSE 1 END) {From} {Where}";

    /// <summary>The page's rows and one more, behind a place of the list, or before it when read backwards.</summary>
    public string Rows(WorkTab tab, bool descending, bool beyond)
    {
        var (sign, order) = descending ? ('<', " DESC") : ('>', "");
        var at = tab is WorkTab.Received ? "c.\"ReportedAt\"" : "c.\"SortAt\"";
        var edge = beyond ? $" AND {at} {sign}= @edge AND ({at} {sign} @edge OR c.\"Number\" {sign} @number)" : "";
        return $"SELECT {ComplaintRows.Columns} {From} {Where}{In(tab)}{edge} ORDER BY {at}{order}, c.\"Number\"{order} LIMIT {FindComplaints.PageSize + 1}";
    }

    public WorkNarrowed Beyond(RowPlace edge) => this with { Values = [.. Values, ("@edge", edge.SortAt), ("@number", edge.Number)] };

    /// <summary>Late and due today go by the clock, not by what the deadline task has noticed so far.</summary>
    private static string In(WorkTab tab) => tab switch
    {
        WorkTab.Mine => " AND c.\"Assignee\" = @me",
        WorkTab.Today => " AND c.\"SortAt\" >= @now AND c.\"SortAt\" < @tomorrow",
        WorkTab.Late => " AND c.\"SortAt\" < @now",
        _ => "",
    };
}
