using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WaterCrm.Kernel.Texts;

/// <summary>A short text written in several languages inside a definition. Where a language is missing, English stands in.</summary>
public sealed class LocalText
{
    /// <summary>The languages a definition may write, English first: it is the one that must be there.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "vi", "zh-Hans"];

    private readonly FrozenDictionary<string, string> words;

    public LocalText(IEnumerable<KeyValuePair<string, string>> words)
    {
        this.words = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        if (!this.words.ContainsKey("en")) throw new ArgumentException("A text needs its English words.", nameof(words));
    }

    public LocalText(string english) : this([new("en", english)])
    {
    }

    public IReadOnlyDictionary<string, string> Words => words;

    /// <summary>The words in this culture; zh-CN finds zh-Hans and vi-VN finds vi through their parents.</summary>
    public string In(CultureInfo culture)
    {
        for (var asked = culture; asked.Name.Length > 0; asked = asked.Parent)
        {
            if (words.TryGetValue(asked.Name, out var found)) return found;
        }
        return words["en"];
    }

    /// <summary>The words in the reader's language.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    [return: NotNullIfNotNull(nameof(english))]
    public static implicit operator LocalText?(string? english) => english is null ? null : new(english);
}
