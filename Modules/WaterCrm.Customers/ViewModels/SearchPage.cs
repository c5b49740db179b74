using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.ViewModels;

/// <summary>What the search box found, by kind.</summary>
public sealed record SearchPage(string Text, IReadOnlyList<FoundKind> Kinds);

public sealed record FoundKind(string Title, string AllUrl, IReadOnlyList<SearchHit> Hits, bool HasMore)
{
    /// <summary>The source failed; the others answered.</summary>
    public bool Failed { get; init; }
}
