using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Log;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A page of the log of messages.</summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Found">The rows.</param>
/// <param name="Counts">Of the states about which somebody may want to do something.</param>
public sealed record MessagesPage(MessageFilter Filter, string? After, MessagesFound Found, IReadOnlyDictionary<MessageState, int> Counts)
{
    internal const string List = "/staff/admin/messages";

    /// <summary>The reader may not see receivers.</summary>
    public bool HidesPersonal { get; init; }

    /// <summary>The address of the list, or of its file, with these filters.</summary>
    public static string At(MessageFilter filter, string? after = null, string path = List)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in Named(filter).Append(("after", after)))
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        return path + query;
    }

    private static IEnumerable<(string Name, string? Value)> Named(MessageFilter filter) =>
    [
        ("state", filter.State?.ToString()), ("channel", filter.Channel), ("kind", filter.Kind), ("who", filter.Who), ("customer", filter.Customer?.ToString()),
        ("from", filter.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("to", filter.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];
}

/// <summary>One message, and what was typed to send it again.</summary>
public sealed record MessagePage(MessageShown Shown)
{
    public bool HidesPersonal { get; init; }

    public bool MaySend { get; init; }

    public string? Reason { get; init; }

    public bool MayArriveTwice { get; init; }
}
