using System.Text;

namespace WaterCrm.Kernel.Search;

/// <summary>Takes a text apart into the words of the index: folded, each Chinese character a word of its own, numbers also whole and backwards.</summary>
internal static class SearchWords
{
    /// <summary>Stands between two lines, so that no phrase reaches across.</summary>
    public const string Border = "¦";

    /// <summary>Begins the words that only lists ask for.</summary>
    private const char Mark = '¬';

    /// <summary>Begins a number written backwards: its last digits are then found as the beginning of a word.</summary>
    private const char Backwards = '‹';

    private const int LongestWord = 64;
    private const int MostWords = 2000;

    public static IReadOnlyList<string> OfDocument(string text, IReadOnlyCollection<string> marks)
    {
        List<string> words = [.. marks.Select(OfMark)];
        foreach (var line in text.Split('\n'))
        {
            words.Add(Border);
            words.AddRange(Of(line));
            foreach (var run in NumberRun.In(line))
            {
                words.Add(Border);
                words.AddRange(run.Written);
            }

            if (words.Count > MostWords) return words[..MostWords];
        }

        return words;
    }

    /// <summary>The words of a text in their order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var letter in Folding.Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(letter) && word.Length < LongestWord) word.Append(letter);
            else if (!Rune.IsLetterOrDigit(letter)) Close();
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    public static string OfMark(string mark) => Mark + string.Concat(mark.Where(c => char.IsAsciiLetterOrDigit(c) || c > '\u007f')).ToLowerInvariant();

    public static string Reversed(string digits) => Backwards + string.Concat(digits.Reverse());
}
