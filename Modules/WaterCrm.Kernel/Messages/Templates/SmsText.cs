using System.Buffers;
using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Messages.Templates;

public enum SmsEncoding
{
    /// <summary>The default alphabet of 3GPP TS 23.038 and its extension table: 160 septets in one part, 153 in each of several.</summary>
    Gsm7,

    /// <summary>Two bytes for each unit: 70 in one part, 67 in each of several.</summary>
    Ucs2,
}

/// <summary>What a text costs as SMS.</summary>
/// <param name="Encoding">The alphabet it needs.</param>
/// <param name="Used">Septets of GSM-7, where a sign of the extension table takes two, or units of UCS-2, where an emoji takes two.</param>
/// <param name="Segments">Parts that are sent and paid for. 0 for an empty text.</param>
/// <param name="Forcing">The characters, each once and in their order, that do not stand in GSM-7.</param>
public sealed record SmsMeasure(SmsEncoding Encoding, int Used, int Segments, IReadOnlyList<string> Forcing);

/// <summary>How a text fits into SMS (3GPP TS 23.038 for the alphabets, TS 23.040 for messages of several parts).</summary>
public static class SmsText
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static readonly SearchValues<char> InBasic = SearchValues.Create(Basic);
    private static readonly SearchValues<char> InExtension = SearchValues.Create("\f^{}\\[~]|€");

    // What takes the place of signs that look like ASCII and are not in GSM-7.
    private static readonly Dictionary<int, string> Plain = new()
    {
        ['đ'] = "d", ['Đ'] = "D", ['ð'] = "d", ['Ð'] = "D", ['Ɖ'] = "D", ['ø'] = "o", ['Ø'] = "O",
        ['–'] = "-", ['—'] = "-", ['‑'] = "-", ['−'] = "-", ['‘'] = "'", ['’'] = "'", ['“'] = "\"", ['”'] = "\"", ['«'] = "\"", ['»'] = "\"", ['…'] = "...", ['•'] = "-",
        ['\u00A0'] = " ", ['\u202F'] = " ", ['\u2009'] = " ", ['\t'] = " ", ['₫'] = "d", ['\u200B'] = "", ['\u200E'] = "", ['\u200F'] = "",
    };

    /// <summary>Counts as the network does: a sign of two septets and an emoji of two units are never cut in two, so a part may stay one short of full.</summary>
    public static SmsMeasure Measure(string text)
    {
        List<string> forcing = [];
        foreach (var rune in text.EnumerateRunes())
            if (Septets(rune) == 0 && rune.ToString() is var sign && !forcing.Contains(sign)) forcing.Add(sign);

        var is7 = forcing.Count == 0;
        int[] sizes = [.. text.EnumerateRunes().Select(rune => is7 ? Septets(rune) : rune.Utf16SequenceLength)];
        var used = sizes.Sum();
        return new SmsMeasure(is7 ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2, used, used == 0 ? 0 : used <= (is7 ? 160 : 70) ? 1 : Parts(sizes, is7 ? 153 : 67), forcing);
    }

    /// <summary>
    /// The text in plain Latin letters, capitals kept: Nguyễn Thị Đào is Nguyen Thi Dao, and typographic signs are those of a keyboard.
    /// Other scripts stay as they are. An operator who sends it so pays for fewer parts.
    /// </summary>
    public static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text.Length);
        var latin = false;
        foreach (var rune in text.InForm(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                if (!latin) plain.Append(rune);
                continue;
            }
            var letter = Plain.GetValueOrDefault(rune.Value) ?? Bare(rune);
            latin = letter.Length > 0 && char.IsAsciiLetter(letter[^1]);
            plain.Append(letter);
        }
        return plain.ToString();
    }

    private static string Bare(Rune rune)
    {
        var whole = rune.ToString();
        if (rune.Value is < 0xC0 or (> 0x24F and < 0x1E00) or > 0x1EFF) return whole;
        var apart = whole.Normalize(NormalizationForm.FormD);
        return char.IsAsciiLetter(apart[0]) ? apart[..1] : whole;
    }

    /// <summary>0 for what GSM-7 has not.</summary>
    private static int Septets(Rune rune) => !rune.IsBmp ? 0 : InBasic.Contains((char)rune.Value) ? 1 : InExtension.Contains((char)rune.Value) ? 2 : 0;

    private static int Parts(int[] sizes, int room)
    {
        var (parts, left) = (1, room);
        foreach (var size in sizes)
        {
            if (size > left) (parts, left) = (parts + 1, room);
            left -= size;
        }
        return parts;
    }
}
