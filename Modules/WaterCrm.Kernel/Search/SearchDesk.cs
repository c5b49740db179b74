using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Search;

/// <summary>Asks every search source that somebody may use. One that fails says so and leaves the others their answer.</summary>
public sealed class SearchDesk(IEnumerable<ISearchSource> sources, IAuthorizationService authorization, ILogger<SearchDesk> log)
{
    public async Task<IReadOnlyList<FoundKind>> Find(ClaimsPrincipal user, string text, int ofEach, CancellationToken token)
    {
        List<FoundKind> found = [];
        foreach (var source in sources.Where(s => s is PageSource || !string.IsNullOrWhiteSpace(text)).OrderBy(s => s.Order))   // without a word there is nothing to look for, only where to go
            if (await authorization.AuthorizeAsync(user, source.Permission)) found.Add(await Ask(source, text, ofEach, token));
        return found;
    }

    /// <summary>Whether a single letter was typed as a word. It begins half of all words and is therefore only looked for as a word of its own, which whoever finds nothing must be told.</summary>
    public static bool HasLoneLetter(string text) => SearchQuery.Read(text, []).HasLoneLetter;

    private async Task<FoundKind> Ask(ISearchSource source, string text, int limit, CancellationToken token)
    {
        try
        {
            var hits = await source.Find(text, limit + 1, token);
            return new FoundKind(source.Title, source.AllUrl(text), [.. hits.Take(limit)], hits.Count > limit);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The search source {Source} failed", source.GetType().FullName);
            return new FoundKind(source.Title, source.AllUrl(text), [], false) { Failed = true };
        }
    }
}

/// <summary>What was found of one kind.</summary>
public sealed record FoundKind(string Title, string AllUrl, IReadOnlyList<SearchHit> Hits, bool HasMore)
{
    /// <summary>The source failed; the others answered.</summary>
    public bool Failed { get; init; }
}
