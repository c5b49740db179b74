using System.Globalization;
using System.Text;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// The literals of PostgreSQL's tsvector and tsquery, written out: its parsers would see hosts, signs and versions where people wrote addresses.
/// Words are letters and digits only, so quotes need no escape.
/// </summary>
internal static class PostgresWords
{
    public static string Vector(IReadOnlyList<string> words)
    {
        var vector = new StringBuilder();
        for (var i = 0; i < words.Count; i++) vector.Append(CultureInfo.InvariantCulture, $"'{words[i]}':{i + 1} ");
        return vector.ToString();
    }

    public static string Query(SearchQuery query) => string.Join(" & ", query.Marks.Select(m => $"'{m}'").Concat(query.Terms.Select(Term)));

    private static string Term(SearchTerm term) => $"({string.Join(" | ", term.Wordings.Select(w => $"({string.Join(" & ", w.Select(Phrase))})"))})";

    private static string Phrase(SearchPhrase phrase) =>
        $"({string.Join(" <-> ", phrase.Words.Select(word => $"'{word}'"))}{(phrase.IsBeginning ? ":*" : "")})";
}
