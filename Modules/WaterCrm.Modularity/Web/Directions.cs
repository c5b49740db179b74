using System.Buffers;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Marks that turn the direction of writing. None of our languages needs them; they come along unseen when a telephone number is copied from an address
/// book, and on purpose to make one text look like another. So they are taken out where text comes in, and nobody is bothered.
/// </summary>
public static class Directions
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static bool Has(string? text) => text.AsSpan().ContainsAny(Marks);

    public static string Remove(string text) => Has(text) ? string.Concat(text.Where(letter => !Marks.Contains(letter))) : text;
}
