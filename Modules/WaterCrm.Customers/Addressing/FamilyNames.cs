using System.Collections.Frozen;
using System.Text;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.Addressing;

/// <summary>The family names by which one sees in which order a name stands. A word without marks stands for those with marks: Nguyen is Nguyễn, but Tú is not Từ.</summary>
public sealed class FamilyNames(IEnumerable<string> vietnamese, IEnumerable<string> alsoGiven, string chinese, IEnumerable<string> chineseOfTwo, IEnumerable<string> inFrontInLatin)
{
    private readonly FrozenSet<string> vietnamese = Known(vietnamese), alsoGiven = Known(alsoGiven), inFront = Known(inFrontInLatin);
    private readonly FrozenSet<string> ofTwo = chineseOfTwo.ToFrozenSet(StringComparer.Ordinal);

    public bool IsVietnamese(string word) => vietnamese.Contains(Key(word));

    public bool IsAlsoGiven(string word) => alsoGiven.Contains(Key(word));

    public bool StandsInFront(string word) => inFront.Contains(Key(word));

    public bool IsOfOneCharacter(char letter) => chinese.Contains(letter);

    public bool IsOfTwoCharacters(string letters) => ofTwo.Contains(letters);

    /// <summary>Letters that, of the languages here, only Vietnamese writes: đ, ă, ơ, ư, and those with a tone below or with two marks.</summary>
    public static bool HasVietnameseMarks(string word) => Key(word).Any(c => c is 'đ' or 'ă' or 'ơ' or 'ư' or (>= '\u1EA0' and <= '\u1EF9'));

    private static string Key(string word) => word.InForm(NormalizationForm.FormC).Replace('Ð', 'đ').ToLowerInvariant();

    private static FrozenSet<string> Known(IEnumerable<string> words) => words.SelectMany(word => new[] { Key(word), Folding.Fold(word).Trim() }).ToFrozenSet(StringComparer.Ordinal);
}
