using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using WaterCrm.Complaints.Features;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.ViewModels;

/// <summary>The address of the work list: tab, filters and place all stand in it, so that a list can be kept and passed on.</summary>
public sealed class WorkAddress
{
    public WorkTab Tab { get; set; }
    public string? Kind { get; set; }
    public string? Zone { get; set; }
    public Channel? Channel { get; set; }
    public string? Q { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public bool Handled { get; set; }
    public string? After { get; set; }
    public string? Before { get; set; }

    public WorkFilter ToFilter() => new() { Tab = Tab, Kind = Empty(Kind), Zone = Empty(Zone), Channel = Channel, Text = Empty(Q), From = From, To = To, Handled = Handled };

    public static string Of(WorkFilter filter, RowPlace? after = null, RowPlace? before = null)
    {
        var query = new QueryBuilder();
        if (filter.Tab is not WorkTab.Open) query.Add("tab", filter.Tab.ToString().ToLowerInvariant());
        if (filter.Kind is { } kind) query.Add("kind", kind);
        if (filter.Zone is { } zone) query.Add("zone", zone);
        if (filter.Channel is { } channel) query.Add("channel", channel.ToString().ToLowerInvariant());
        if (filter.Text is { } text) query.Add("q", text);
        if (filter.From is { } from) query.Add("from", Iso(from));
        if (filter.To is { } to) query.Add("to", Iso(to));
        if (filter.Handled) query.Add("handled", "true");
        if (after is not null) query.Add("after", after.ToString());
        if (before is not null) query.Add("before", before.ToString());
        return "/staff/complaints" + query;
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The work list as it is shown.</summary>
public sealed record WorkPage(WorkFilter Filter, ComplaintPage Page, WorkCounts Counts)
{
    public IReadOnlyDictionary<string, string> Zones { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<Guid, string> People { get; init; } = new Dictionary<Guid, string>();

    /// <summary>The words of the procedure; null where it could not be loaded.</summary>
    public SopTitles? Titles { get; init; }
}
