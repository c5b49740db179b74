namespace WaterCrm.Kernel.Search;

/// <summary>What the search box of the staff pages looks through. A module contributes one for each kind of thing that can be found.</summary>
public interface ISearchSource
{
    /// <summary>Lower stands higher on the page.</summary>
    int Order { get; }

    /// <summary>Who may find them.</summary>
    Permission Permission { get; }

    /// <summary>What is found, in the reader's language and the plural: Customers.</summary>
    string Title { get; }

    /// <summary>The list that shows all of them for this text.</summary>
    string AllUrl(string text);

    Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token);
}

/// <summary>One thing found.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Detail">What tells it from its namesakes: address, number, state.</param>
/// <param name="Url">Its page.</param>
public sealed record SearchHit(string Title, string Detail, string Url);
