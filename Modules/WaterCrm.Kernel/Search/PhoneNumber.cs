using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Search;

/// <summary>Telephone numbers in any spelling, brought into one form, so that a number is found however somebody wrote it down.</summary>
public static class PhoneNumber
{
    /// <summary>The calling code of Vietnam; the utility's setting decides.</summary>
    public const string DefaultCountry = "84";

    private const int Longest = 15;   // E.164

    /// <summary>
    /// The digits with the country first and without a plus, as in 84912345678; short numbers and hotlines (1900..., 400..., 95...),
    /// which have no international form, stay as they are. Null for what is no telephone number.
    /// </summary>
    public static string? Normalise(string? text, string country = DefaultCountry)
    {
        if (Digits(text) is not { Length: >= 3 } dialled) return null;

        var international = dialled[0] == '+';
        var digits = international ? dialled[1..] : dialled;
        if (!international && digits.StartsWith("00", StringComparison.Ordinal)) (digits, international) = (digits[2..], true);
        // +84 (0)912 ...: the trunk zero is not dialled after a country code. No country code begins with a zero.
        if (international && digits.StartsWith(country + "0", StringComparison.Ordinal)) digits = country + digits[(country.Length + 1)..];
        if (international) return digits.Length is >= 7 and <= Longest && digits[0] != '0' ? digits : null;

        if (digits[0] == '0') return digits.Length is >= 7 and <= 12 ? country + digits[1..] : null;
        // Written without plus: 84 912 345 678. A subscriber's number is never that long.
        if (digits.StartsWith(country, StringComparison.Ordinal) && digits.Length >= country.Length + 9 && digits.Length <= Longest) return digits;
        // The trunk zero was lost, as spreadsheets do: nine digits of a Vietnamese mobile, eleven of a Chinese one.
        if (IsMobile(digits, country)) return country + digits;
        return digits.Length <= Longest ? digits : null;
    }

    private static bool IsMobile(string digits, string country) => country switch
    {
        "84" => digits.Length == 9 && digits[0] is ('3' or '5' or '7' or '8' or '9'),
        "86" => digits is ['1', >= '3', ..] && digits.Length == 11,
        _ => false,
    };

    /// <summary>A leading plus and the digits; null where anything stands that no telephone number holds.</summary>
    private static string? Digits(string? text)
    {
        if (text is null || text.Length > 60 || PlainText.FlawOf(text) is not TextFlaw.None) return null;
        var digits = new StringBuilder();
        foreach (var c in text.InForm(NormalizationForm.FormKC))
        {
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (c == '+' && digits.Length == 0) digits.Append(c);
            // Telephones put invisible direction marks round a copied number.
            else if (!char.IsWhiteSpace(c) && c is not ('.' or '-' or '(' or ')' or '/' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014') && char.GetUnicodeCategory(c) is not UnicodeCategory.Format) return null;
        }
        return digits.ToString();
    }
}
