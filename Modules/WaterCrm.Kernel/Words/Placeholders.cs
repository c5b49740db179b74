using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Words;

/// <summary>The {0} of a sentence. A translation with another one than its English would throw on the page it is shown on.</summary>
internal static partial class Placeholders
{
    public static IReadOnlySet<string> Of(string text) => Hole().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();

    /// <summary>What the form has that neither the singular nor the plural of its English has; null when it is in order.</summary>
    public static string? Strange(string form, PoEntry entry)
    {
        var known = Of(entry.Id).Concat(Of(entry.PluralId ?? "")).ToHashSet();
        if (known.Count > 0 && Hole().Replace(form, "").AsSpan().IndexOfAny('{', '}') >= 0) return "a brace without its partner";
        return Of(form).FirstOrDefault(hole => !known.Contains(hole)) is { } strange ? $"{{{strange}}}" : null;
    }

    /// <summary>Whether a brace stands in the text that belongs to no hole.</summary>
    public static bool Loose(string text) => Hole().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0;

    [GeneratedRegex(@"\{(\d+)(?:[,:][^{}]*)?\}")]
    private static partial Regex Hole();
}
