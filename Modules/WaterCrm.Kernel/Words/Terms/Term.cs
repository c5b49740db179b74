using System.Security.Cryptography;
using System.Text;

namespace WaterCrm.Kernel.Words.Terms;

/// <summary>A sentence of the product, as one of its modules says it.</summary>
/// <param name="Module">Id of the module in whose words it stands.</param>
/// <param name="Entry">Its English, and where it is counted, the English of several.</param>
internal sealed record Term(string Module, PoEntry Entry)
{
    /// <summary>Short enough for an address, and the same in every installation.</summary>
    public Guid Id { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Module}\n{Entry.Key}")).AsSpan(0, 16));

    public string English => Entry.Id;

    /// <summary>How many forms this sentence has in a language: one, or for counted things in English two.</summary>
    public int FormsIn(string culture) => Entry.PluralId is not null && culture == "en" ? 2 : 1;

    /// <summary>What the product itself says.</summary>
    public string[] Original(WordBook book, string culture) => culture == "en"
        ? Entry.PluralId is { } plural ? [Entry.Id, plural] : [Entry.Id]
        : book.Shipped[Module].GetValueOrDefault(culture)?.GetValueOrDefault(Entry.Key)?.Forms ?? [Entry.PluralId ?? Entry.Id];

    /// <summary>What the operator says instead; null where nothing.</summary>
    public string[]? Corrected(WordBook book, string culture) => book.Corrected(Module, culture, Entry.Key)?.Forms;

    /// <summary>Every sentence once for each module that says it.</summary>
    public static IEnumerable<Term> All(WordBook book) =>
        book.Shipped.OrderBy(m => m.Key, StringComparer.Ordinal).SelectMany(m => m.Value.Values.SelectMany(words => words.Values).DistinctBy(e => e.Key).Select(e => new Term(m.Key, e)));
}
