using System.Buffers;
using System.Text;

namespace WaterCrm.Kernel.Search;

/// <summary>Words that must follow one another; the last may be just the beginning of one.</summary>
internal sealed record SearchPhrase(IReadOnlyList<string> Words, bool IsBeginning);

/// <summary>One thing asked for: any of several wordings, each of which may be several phrases.</summary>
internal sealed record SearchTerm(IReadOnlyList<IReadOnlyList<SearchPhrase>> Wordings);

/// <summary>What somebody typed, understood: all terms must be found.</summary>
internal sealed record SearchQuery(IReadOnlyList<string> Marks, IReadOnlyList<SearchTerm> Terms)
{
    private const int Longest = 200;
    private const int MostTerms = 12;

    // One letter begins half of all words; until the second is typed it is looked for as a word of its own.
    private const int ShortestBeginning = 2;

    public bool IsEmpty => Terms.Count == 0;

    /// <summary>Something asked for is one letter or digit; a Chinese character is a word.</summary>
    public bool HasLoneLetter => Terms.Any(t => t.Wordings.All(w => w.Any(p => p.Words is [var word] && IsLoneLetter(word))));

    /// <summary>The same with the last word complete.</summary>
    public SearchQuery Whole { get; private init; } = null!;

    public static SearchQuery Read(string text, IReadOnlyCollection<string> marks)
    {
        if (text.Length > Longest) text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        string[] marked = [.. marks.Select(SearchWords.OfMark)];
        return new SearchQuery(marked, TermsOf(text, typing: true)) { Whole = new SearchQuery(marked, TermsOf(text, typing: false)) };
    }

    private static bool IsLoneLetter(string word) => Rune.DecodeFromUtf16(word, out var letter, out var length) is OperationStatus.Done && length == word.Length && !Folding.IsCharacter(letter.Value);

    private static List<SearchTerm> TermsOf(string text, bool typing)
    {
        List<SearchTerm> terms = [];
        var from = 0;
        foreach (var run in NumberRun.In(text))
        {
            terms.AddRange(Phrases(text[from..run.Start], typing: false).Select(p => new SearchTerm([[p]])));
            var last = typing && text.AsSpan(run.End).IsWhiteSpace();
            terms.Add(new SearchTerm([Phrases(run.Text, last), .. run.Asked.Select(word => (SearchPhrase[])[new SearchPhrase([word], IsBeginning: true)])]));
            from = run.End;
        }

        terms.AddRange(Phrases(text[from..], typing).Select(p => new SearchTerm([[p]])));
        return terms.Count > MostTerms ? terms[..MostTerms] : terms;
    }

    /// <summary>Each word between blanks is a phrase: Lê-Lợi, KH-0012 and 王伟 come apart into several words of the index.</summary>
    private static SearchPhrase[] Phrases(string text, bool typing)
    {
        var found = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(SearchWords.Of).Where(words => words.Count > 0).ToList();
        return [.. found.Select((words, i) => new SearchPhrase(words, typing && i == found.Count - 1 && words[^1].Length >= ShortestBeginning))];
    }
}
