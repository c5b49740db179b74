using System.Text;

namespace WaterCrm.Kernel.Texts;

public static class Normalization
{
    /// <summary>
    /// The text in a normal form. .NET's own method throws on half a character and on U+FFFE, and either can stand in what a stranger sends:
    /// here they become the sign for a character nobody knows.
    /// </summary>
    public static string InForm(this string text, NormalizationForm form) =>
        (IsWhole(text) ? text : string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()))).Normalize(form);

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\uFFFE' or '\uFFFF') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }

        return true;
    }
}
