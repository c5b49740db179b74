using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Words;

/// <summary>
/// The {0} of a sentence. A translation with another one than its English would throw on the page it is shown on; so would one in a form that cannot be read,
/// and {0,9999999} would fill the page with ten million blanks.
/// </summary>
internal static partial class Placeholders
{
    public static IReadOnlySet<string> Of(string text) => Hole().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();

    /// <summary>What the form has that neither the singular nor the plural of its English has; null when it is in order.</summary>
    public static string? Strange(string form, PoEntry entry)
    {
        if (Of(entry.Id).Count + Of(entry.PluralId ?? "").Count > 0 && Loose(form)) return "a brace without its partner";
        return Added(form, $"{entry.Id} {entry.PluralId}");
    }

    /// <summary>The first hole that does not stand in the English: {1} may stand for its {1:00}, but {1:0} may not. Null where there is none.</summary>
    public static string? Added(string form, string english)
    {
        var known = Hole().Matches(english).SelectMany(m => new[] { m.Value, $"{{{m.Groups[1].Value}}}" }).ToHashSet();
        return Hole().Matches(form).Select(m => m.Value).FirstOrDefault(hole => !known.Contains(hole));
    }

    /// <summary>Whether a brace stands in the text that belongs to no hole.</summary>
    public static bool Loose(string text) => Hole().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0;

    [GeneratedRegex(@"\{(\d+)(?:[,:][^{}]*)?\}")]
    private static partial Regex Hole();
}
