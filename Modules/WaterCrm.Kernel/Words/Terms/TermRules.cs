using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Words.Terms;

/// <summary>What must hold of a correction so that no page breaks on it. Each refusal names what is wrong.</summary>
internal static class TermRules
{
    public const int Longest = 2000;

    private static readonly Error Empty = new("words.term-empty", "Write the text, or put the original back.");
    private static readonly Error TooLong = new("words.term-too-long", "This text has {0} characters and {1} fit. Shorten it.");
    private static readonly Error Unreadable = new("words.term-unreadable", "This contains characters that cannot be read or seen. Delete it and type it again.");
    private static readonly Error Missing = new("words.placeholder-missing", "{0} is missing. The page puts something in its place; write it where that belongs.");
    private static readonly Error Added = new("words.placeholder-added", "{0} does not stand in the original, so the page has nothing to put there. Take it out.");
    private static readonly Error LooseBrace = new("words.brace-loose", "A brace stands here without its partner. Braces are only for places such as {0}.");
    private static readonly Error WrongForms = new("words.wrong-forms", "This sentence has {0} forms in this language and {1} were sent. Open the page again.");

    public static Error? Refuse(Term term, string culture, IReadOnlyList<string> forms)
    {
        if (forms.Count != term.FormsIn(culture)) return WrongForms.With(term.FormsIn(culture), forms.Count);
        for (var i = 0; i < forms.Count; i++)
            if (Refuse(term, forms[i], mustHoldAll: i == forms.Count - 1) is { } error) return error.At(FieldOf(culture, i));
        return null;
    }

    public static string FieldOf(string culture, int form) => FormattableString.Invariant($"{culture}-{form}");

    /// <summary>The singular may say "1" where the plural has {0}.</summary>
    private static Error? Refuse(Term term, string text, bool mustHoldAll)
    {
        if (string.IsNullOrWhiteSpace(text)) return Empty;
        if (text.Length > Longest) return TooLong.With(text.Length, Longest);
        if (PlainText.FlawOf(text) is not TextFlaw.None) return Unreadable;
        if (Placeholders.Loose(text)) return LooseBrace.With("{0}");

        var english = term.Entry.PluralId ?? term.Entry.Id;
        if (Placeholders.Added(text, english) is { } strange) return Added.With(strange);
        var (wanted, has) = (Placeholders.Of(english), Placeholders.Of(text));
        return mustHoldAll && wanted.FirstOrDefault(w => !has.Contains(w)) is { } missing ? Missing.With($"{{{missing}}}") : null;
    }
}
