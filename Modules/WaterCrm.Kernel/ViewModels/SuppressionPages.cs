using Microsoft.AspNetCore.Http.Extensions;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A page of the addresses that are not written to.</summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Found">The rows.</param>
public sealed record SuppressionsPage(SuppressionFilter Filter, string? After, SuppressionsFound Found)
{
    internal const string List = "/staff/admin/messages/suppressions";

    /// <summary>The address of the list, or of its file, with these filters.</summary>
    public static string At(SuppressionFilter filter, string? after = null, string path = List) => Query.At(path, ("q", filter.Q), ("reason", filter.Reason?.ToString()), ("after", after));
}

/// <summary>A page of the mails that came in.</summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Found">The rows.</param>
public sealed record ReceivedMailsPage(ReceivedFilter Filter, string? After, ReceivedMailsFound Found)
{
    internal const string List = "/staff/admin/messages/received";

    /// <summary>The address of the list with these filters.</summary>
    public static string At(ReceivedFilter filter, string? after = null) => Query.At(List, ("kind", filter.Kind?.ToString()), ("from", filter.From), ("after", after));
}

/// <summary>An address that somebody stops.</summary>
public sealed record StopAddressForm
{
    public string? Channel { get; init; } = MessageChannels.Email;

    public string? Address { get; init; }

    /// <summary>Only news; else everything.</summary>
    public string? Topic { get; init; }

    public string? Note { get; init; }

    public bool OnlyNews => Topic == nameof(SuppressedTopic.News);

    internal SuppressAddress Command => new()
    {
        Channel = MessageChannels.All.Contains(Channel) ? Channel! : "", Address = Address?.Trim() ?? "", Topic = OnlyNews ? SuppressedTopic.News : SuppressedTopic.All, Reason = SuppressionReason.ByHand, Note = Note ?? "",
    };
}

internal static class Query
{
    /// <summary>A path with what is not empty.</summary>
    public static string At(string path, params (string Name, string? Value)[] named)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in named)
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        return path + query;
    }
}
