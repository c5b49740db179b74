using System.Globalization;
using System.Text;

namespace WaterCrm.Kernel.Texts;

/// <summary>What can be wrong with text that came from outside.</summary>
public enum TextFlaw
{
    None,

    /// <summary>Bytes that were no text, or halves of characters.</summary>
    Broken,

    /// <summary>Control characters, NUL among them.</summary>
    Control,
}

/// <summary>Looks at text that came from outside before anything else does: half a character makes other code throw.</summary>
public static class PlainText
{
    /// <summary>Tabs and line breaks are no flaw; whether several lines make sense is for the caller to say.</summary>
    public static TextFlaw FlawOf(ReadOnlySpan<char> text)
    {
        var control = false;
        foreach (var rune in text.EnumerateRunes())
        {
            // A half character is enumerated as the replacement character, and broken UTF-8 was decoded to it. U+FFFE and U+FFFF are none at all.
            if (rune.Value is 0xFFFD or 0xFFFE or 0xFFFF) return TextFlaw.Broken;
            control |= Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && rune.Value is not ('\t' or '\n' or '\r');
        }
        return control ? TextFlaw.Control : TextFlaw.None;
    }

    /// <summary>One way to write each character and each line break, and no blanks around it.</summary>
    public static string Tidy(string text) => text.ReplaceLineEndings("\n").InForm(NormalizationForm.FormC).Trim();
}
