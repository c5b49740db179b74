using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Features;

/// <summary>What the tabs and filters of the work list mean, for the list and for its counts alike.</summary>
internal sealed class WorkQuery(ISearchIndex search, IActor actor, Utility utility, TimeProvider clock)
{
    /// <summary>So many complaints with the words looked for are sorted; more would have to be narrowed by a person anyway.</summary>
    public const int MostFound = 500;

    public async Task<(IQueryable<Complaint> Complaints, bool IsCutShort)> Narrow(IQueryable<Complaint> complaints, WorkFilter filter, CancellationToken token)
    {
        var open = filter.Tab is not WorkTab.Closed;
        complaints = complaints.Where(c => c.IsOpen == open);   // with a value to compare: SQLite takes no index for the bare column
        if (filter.Kind is { } kind) complaints = complaints.Where(c => c.Kind == kind);
        if (filter.Zone is { } zone) complaints = complaints.Where(c => c.Zone == zone);
        if (filter.Channel is { } channel) complaints = complaints.Where(c => c.Channel == channel);
        var cutShort = false;
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var found = await search.Find(ComplaintsDbContext.Prefix, filter.Text, MostFound, token);
            (complaints, cutShort) = (complaints.Where(c => found.Contains(c.Id)), found.Count == MostFound);
        }

        return (InTab(complaints, filter.Tab), cutShort);
    }

    /// <summary>Late and due today go by the clock, not by what the deadline task has noticed so far.</summary>
    public IQueryable<Complaint> InTab(IQueryable<Complaint> open, WorkTab tab)
    {
        var (now, tomorrow, me) = (clock.Utc(), EndOfToday(), actor.Id ?? Guid.Empty);
        return tab switch
        {
            WorkTab.Mine => open.Where(c => c.Assignee == me),
            WorkTab.Today => open.Where(c => c.SortAt >= now && c.SortAt < tomorrow),
            WorkTab.Late => open.Where(c => c.SortAt < now),
            _ => open,
        };
    }

    private DateTime EndOfToday()
    {
        var tomorrow = TimeZoneInfo.ConvertTimeFromUtc(clock.Utc(), utility.Zone).Date.AddDays(1);
        return TimeZoneInfo.ConvertTimeToUtc(utility.Zone.IsInvalidTime(tomorrow) ? tomorrow.AddHours(1) : tomorrow, utility.Zone);
    }
}
