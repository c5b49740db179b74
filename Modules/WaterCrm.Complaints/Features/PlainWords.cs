using System.Globalization;
using System.Text.RegularExpressions;
using FluentValidation;
using WaterCrm.Complaints.Domain;

namespace WaterCrm.Complaints.Features;

/// <summary>What may stand in a field that people type into.</summary>
internal static partial class PlainWords
{
    /// <summary>Refuses what no keyboard types: NUL and other control characters, and the mark that stands for bytes nobody could read.</summary>
    public static IRuleBuilderOptions<T, string?> Readable<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(IsReadable).WithMessage("This has characters that cannot be read. Type it again, or copy it as plain text.");

    public static bool IsReadable(string? text)
    {
        foreach (var letter in text.AsSpan())
            if ((char.IsControl(letter) && letter is not ('\r' or '\n' or '\t')) || letter == '\uFFFD') return false;
        return text is null || !HasHalfPair(text);
    }

    /// <summary>Something that can be seen: neither blanks alone nor signs without a shape, such as a zero-width space.</summary>
    public static bool SaysSomething(string? text) =>
        text is not null && text.Any(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control));

    /// <summary>Between seven and fifteen digits (ITU E.164), and nothing but what people write between them.</summary>
    public static bool IsPhone(string? text) =>
        string.IsNullOrWhiteSpace(text) || (text.Length <= Limits.Phone && text.Count(char.IsAsciiDigit) is >= 7 and <= 15 && Phone().IsMatch(text));

    public static bool IsEmail(string? text) => string.IsNullOrWhiteSpace(text) || (text.Length <= Limits.Email && IsReadable(text) && Email().IsMatch(text.Trim()));

    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }

    [GeneratedRegex(@"^[+0-9 ().\-/\u00A0]+$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")]
    private static partial Regex Email();
}
