using System.Globalization;
using System.Text;

namespace WaterCrm.Kernel.Messages;

/// <summary>Text of strangers, such that a database keeps it and a page shows it: no control characters, no half characters, no longer than its place.</summary>
internal static class Cleaned
{
    /// <summary>On one line.</summary>
    public static string Line(string? text, int longest) => Cut(text, longest, keepLines: false);

    /// <summary>With its lines, which end with LF.</summary>
    public static string Lines(string? text, int longest) => Cut(text, longest, keepLines: true);

    private static string Cut(string? text, int longest, bool keepLines)
    {
        var clean = new StringBuilder(Math.Min(text?.Length ?? 0, longest));
        foreach (var rune in (text ?? "").AsSpan().Trim().EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest) break;
            if (rune.Value is '\n' or '\t' && keepLines) clean.Append(rune.ToString());
            else if (rune == Rune.ReplacementChar) clean.Append('?');   // bytes nobody could read
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) clean.Append(rune.Value == '\r' && keepLines ? "" : " ");
            else clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
