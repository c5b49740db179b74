using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// Digits that belong together although something stands between them: 0912 345 678, 84-912-345-678, 0123.456.789.
/// The index holds each run whole, and backwards for those who remember how it ends.
/// </summary>
internal sealed partial record NumberRun(string Text, int Start, string Digits)
{
    /// <summary>Fewer digits say too little: house numbers, days.</summary>
    private const int Fewest = 4;

    private const int Most = 32;

    public int End => Start + Text.Length;

    private string? Phone => PhoneNumber.Normalise(Text);

    /// <summary>The words that stand for it in the index: as it was written, as a number to call from abroad and at home, and backwards.</summary>
    public IEnumerable<string> Written => Phone is { } phone
        ? new[] { Digits, phone, AtHome(phone), SearchWords.Reversed(phone) }.Distinct()
        : [Digits, SearchWords.Reversed(Digits)];

    /// <summary>Beginnings of words of the index that this run, as somebody asks for it, may mean.</summary>
    public IEnumerable<string> Asked => new[] { Digits, SearchWords.Reversed(Digits), SearchWords.Reversed(Phone ?? Digits) }.Distinct();

    private static string AtHome(string phone) =>
        phone.StartsWith(PhoneNumber.DefaultCountry, StringComparison.Ordinal) ? $"0{phone[PhoneNumber.DefaultCountry.Length..]}" : phone;

    public static IEnumerable<NumberRun> In(string text)
    {
        foreach (Match match in Run().Matches(text))
        {
            var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
            if (digits.Length is >= Fewest and <= Most) yield return new NumberRun(match.Value, match.Index, digits);
        }
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\+?\(?[0-9](?:[ .()\-\u00A0]{0,3}[0-9])*(?![\p{L}\p{N}])")]
    private static partial Regex Run();
}
