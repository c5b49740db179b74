namespace WaterCrm.Kernel.Search;

/// <summary>Queries for FTS5. Every word stands in quotes, so nothing that people type is an operator.</summary>
internal static class SqliteWords
{
    public static string Match(SearchQuery query) => string.Join(" AND ", query.Marks.Select(Quoted).Concat(query.Terms.Select(Term)));

    private static string Term(SearchTerm term) => $"({string.Join(" OR ", term.Wordings.Select(w => $"({string.Join(" AND ", w.Select(Phrase))})"))})";

    private static string Phrase(SearchPhrase phrase) => Quoted(string.Join(' ', phrase.Words)) + (phrase.IsBeginning ? "*" : "");

    private static string Quoted(string words) => $"\"{words}\"";
}
