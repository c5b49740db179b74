using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// What lists are ordered by, byte by byte on every database: the Vietnamese alphabet, in which ă and â come after a, đ after d, ê after e,
/// ô and ơ after o, ư after u; among words of the same letters the tones in their order (none, huyền, hỏi, ngã, sắc, nặng).
/// </summary>
public static class SortKey
{
    // Sorts behind every letter, and in front of every letter but behind the blank between two words.
    private const char After = '~';
    private const char Tone = '!';

    /// <summary>A person's name: the given name, which stands last, decides first. Names without blanks, such as Chinese ones, stay as they are.</summary>
    public static string OfName(string name)
    {
        var words = Words(name);
        return words.Length == 0 ? "" : string.Join(' ', words.TakeLast(1).Concat(words.SkipLast(1)).Select(OfWord));
    }

    /// <summary>Any other text, as it is written.</summary>
    public static string OfText(string text) => string.Join(' ', Words(text).Select(OfWord));

    private static string[] Words(string text) => Folding.WithoutHalves(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string OfWord(string word)
    {
        var (key, tones) = (new StringBuilder(), new StringBuilder());
        foreach (var letter in word.InForm(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (ToneOf(letter.Value) is { } tone) tones.Append(tone);
            else if (letter.Value is 'đ' or 'Đ' or 'ð' or 'Ð') key.Append('d').Append(After);
            else if (Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) key.Append(After, Steps(letter.Value, key.Length > 0 ? key[^1] : ' '));
            else key.Append(Rune.ToLowerInvariant(letter));
        }

        return tones.Length == 0 ? key.ToString() : $"{key}{Tone}{tones}";
    }

    /// <summary>How many places behind its plain letter a letter stands.</summary>
    private static int Steps(int mark, char letter) => (mark, letter) switch
    {
        (0x0306, 'a') or (0x0302, 'e' or 'o') or (0x031B, 'u') => 1,
        (0x0302, 'a') or (0x031B, 'o') => 2,
        _ => 0,
    };

    private static char? ToneOf(int mark) => mark switch
    {
        0x0300 => '1',
        0x0309 => '2',
        0x0303 => '3',
        0x0301 => '4',
        0x0323 => '5',
        _ => null,
    };
}
