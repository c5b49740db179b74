namespace WaterCrm.Customers.Addressing;

/// <summary>
/// The parts of a person's name, where they are known for sure. One field holds the whole name, because no form asks people of three languages
/// rightly for parts; so a part is only taken where the name itself shows its order, and whoever is unsure uses the whole name, which is never wrong:
/// <list type="bullet">
/// <item>Chinese characters: the family name is the first one, or the first two of 欧阳 and its like. 王伟 is 王.</item>
/// <item>Vietnamese: a Vietnamese family name in front, and marks in the name or a customer who speaks Vietnamese. Nguyễn Văn An is Nguyễn, and called An.</item>
/// <item>Two Latin words of somebody who speaks English and does not begin with a family name of Asia: John Smith is Smith.</item>
/// </list>
/// Everything else - one word, "de la Cruz", names written backwards, both words a family name - is left whole. Then, and whenever people like
/// something else, the customer's "called as" says what to use.
/// </summary>
/// <param name="Family">The family name.</param>
/// <param name="Given">The name by which one calls them in Vietnamese; null where the language has no such use.</param>
public sealed record NameParts(string Family, string? Given)
{
    private const int LongestInCharacters = 4;

    public static NameParts? Of(string name, string? language, FamilyNames families)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var one] ? InCharacters(one, families)
            : words.Length < 2 || !words.All(IsLatin) ? null
            : families.IsVietnamese(words[0]) ? Vietnamese(words, language, families)
            : language == "en" && words.Length == 2 && !families.StandsInFront(words[0]) ? new(words[1], null)
            : null;
    }

    private static NameParts? InCharacters(string name, FamilyNames families) =>
        name.Length is < 2 or > LongestInCharacters || !name.All(c => c is >= '\u4E00' and <= '\u9FFF') ? null
        : name.Length > 2 && families.IsOfTwoCharacters(name[..2]) ? new(name[..2], null)
        : name.Length < LongestInCharacters && !families.IsOfTwoCharacters(name) && families.IsOfOneCharacter(name[0]) ? new(name[..1], null)
        : null;

    private static NameParts? Vietnamese(string[] words, string? language, FamilyNames families)
    {
        var (first, last) = (words[0], words[^1]);
        if (language != "vi" && !words.Any(FamilyNames.HasVietnameseMarks)) return null;
        if (!families.IsVietnamese(last)) return new(first, last);
        // "Mai Nguyễn" is written the English way round, "Lý Hà" may be: nobody can see which is which.
        return families.IsAlsoGiven(last) && (words.Length > 2 || !families.IsAlsoGiven(first)) ? new(first, last) : null;
    }

    private static bool IsLatin(string word) => word.All(c => (char.IsLetter(c) && c is < '\u0250' or >= '\u1E00' and <= '\u1EFF') || c is '-' or '\'' or (>= '\u0300' and <= '\u036F'));
}
