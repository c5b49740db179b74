using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// Text as it is compared: without marks and capitals, so that nguyen is Nguyễn and hoà is hòa, and with blanks round each Chinese character,
/// so that 王伟 is found in 王伟明. The index and the query are folded alike.
/// </summary>
public static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in WithoutHalves(text).InForm(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) continue;
            if (IsCharacter(letter.Value)) folded.Append(' ').Append(letter).Append(' ');
            else folded.Append(Plain(letter));
        }

        return folded.ToString();
    }

    // Đ, and the Icelandic Ð that looks the same and was typed instead, have no mark that could be dropped.
    private static Rune Plain(Rune letter) => letter.Value is 'đ' or 'Đ' or 'ð' or 'Ð' ? new Rune('d') : Rune.ToLowerInvariant(letter);

    internal static bool IsCharacter(int code) => code is (>= 0x2E80 and <= 0x2FDF) or 0x3005 or 0x3007 or (>= 0x3040 and <= 0x30FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);

    /// <summary>Half a character, which no database takes and .NET refuses to normalise, becomes the sign for a character nobody knows.</summary>
    internal static string WithoutHalves(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                return string.Concat(text.EnumerateRunes().Select(r => r.ToString()));

        return text;
    }
}
