using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.People.Domain;

/// <summary>Names of people as they are sorted and looked for: without marks and capitals, so that "nguyen" finds "Nguyễn".</summary>
internal static class NameKeys
{
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var letter in Clean(name).Trim().InForm(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) continue;
            key.Append(letter is 'đ' or 'Đ' or 'Ð' ? 'd' : char.ToLowerInvariant(letter));
        }

        return key.ToString();
    }

    /// <summary>Half a surrogate pair cannot be normalised and NUL cannot be asked of PostgreSQL; they become the replacement character.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }

        return true;
    }
}
