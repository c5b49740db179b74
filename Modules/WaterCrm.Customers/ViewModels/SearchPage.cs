using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.ViewModels;

/// <summary>What the search box found, by kind.</summary>
public sealed record SearchPage(string Text, IReadOnlyList<FoundKind> Kinds)
{
    /// <summary>A single letter was typed as a word.</summary>
    public bool HasLoneLetter { get; } = SearchDesk.HasLoneLetter(Text);

    public bool IsEmpty => Kinds.All(k => k.Hits.Count == 0 && !k.Failed);
}
