using System.Security.Claims;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;

namespace WaterCrm.Kernel.Search;

/// <summary>Asks every search source that somebody may use. One that fails says so and leaves the others their answer.</summary>
public sealed class SearchDesk(Contributions<ISearchSource> sources, IStringLocalizer<Startup> S)
{
    public async Task<IReadOnlyList<FoundKind>> Find(ClaimsPrincipal user, string text, int ofEach, CancellationToken token)
    {
        List<FoundKind> found = [];
        foreach (var source in sources.For(user, s => s.Permission, s => s.Order).Where(s => s.Type == typeof(PageSource) || !string.IsNullOrWhiteSpace(text)))   // without a word there is nothing to look for, only where to go
            found.Add(await Ask(source, text, ofEach, token));
        return found;
    }

    /// <summary>Whether a single letter was typed as a word. It begins half of all words and is therefore only looked for as a word of its own, which whoever finds nothing must be told.</summary>
    public static bool HasLoneLetter(string text) => SearchQuery.Read(text, []).HasLoneLetter;

    private async Task<FoundKind> Ask(Contributed<ISearchSource> source, string text, int most, CancellationToken token) =>
        await source.Ask(async (s, limit) =>
        {
            var hits = await s.Find(text, most + 1, limit);
            return new FoundKind(s.Title, s.AllUrl(text), [.. hits.Take(most)], hits.Count > most);
        }, token) ?? new FoundKind(source.TryRead(s => s.Title, out var title) ? title : S["Other things"], "", [], false) { Failed = true };
}

/// <summary>What was found of one kind.</summary>
public sealed record FoundKind(string Title, string AllUrl, IReadOnlyList<SearchHit> Hits, bool HasMore)
{
    /// <summary>The source failed; the others answered.</summary>
    public bool Failed { get; init; }
}
