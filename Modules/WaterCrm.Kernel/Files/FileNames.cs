using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Files;

/// <summary>Makes a name from outside harmless: it is shown in pages, written into headers and saved on other people's disks.</summary>
public static class FileNames
{
    public const int MaxLength = 120;

    /// <summary>The name without path, control and direction characters, with the ending its content deserves.</summary>
    public static string Clean(string? name, FileKind kind)
    {
        var last = (name ?? "").AsSpan();
        last = last[(last.LastIndexOfAny('/', '\\') + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            // A right-to-left override makes "gpj.exe" read as "exe.jpg".
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar) continue;
            clean.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
        }

        var stem = Path.GetFileNameWithoutExtension(clean.ToString().InForm(NormalizationForm.FormC)).Trim(' ', '.');
        if (stem.Length > MaxLength - kind.Extension.Length) stem = Cut(stem, MaxLength - kind.Extension.Length);
        if (stem.Length == 0 || IsDevice(stem)) stem = $"file{stem}";
        return stem + kind.Extension;
    }

    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd(' ', '.');

    /// <summary>On Windows these are devices, with any ending.</summary>
    private static bool IsDevice(string stem)
    {
        var first = stem.Split('.')[0].TrimEnd().ToUpperInvariant();
        return first is "CON" or "PRN" or "AUX" or "NUL" || first is ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];
    }
}
