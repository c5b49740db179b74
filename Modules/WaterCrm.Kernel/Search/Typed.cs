using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// Cleans what people typed or pasted before it is kept: one form of each letter, no characters that nobody sees but databases choke on
/// (NUL, halves of characters) or that turn the rest of a line round (direction overrides).
/// </summary>
public static class Typed
{
    /// <summary>One line, blanks run together; null when nothing is left.</summary>
    public static string? Line(string? text)
    {
        if (text is null) return null;

        var line = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(letter) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control)
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
            else if (MayStay(letter))
            {
                line.Append(letter);
            }
        }

        return line.Length == 0 || line.ToString().Trim() is not { Length: > 0 } clean ? null : clean.InForm(NormalizationForm.FormC);
    }

    /// <summary>Several lines, as in a note.</summary>
    public static string? Lines(string? text)
    {
        if (text is null) return null;

        var lines = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (letter.Value is '\n' or '\t' || (Rune.GetUnicodeCategory(letter) is not UnicodeCategory.Control && MayStay(letter))) lines.Append(letter);

        return lines.ToString().Trim() is { Length: > 0 } clean ? clean.InForm(NormalizationForm.FormC) : null;
    }

    // EnumerateRunes gives U+FFFD for half a character. The joiner U+200D stays: emoji and several scripts need it.
    private static bool MayStay(Rune letter) =>
        letter.Value is not (0xFFFD or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
