using System.Globalization;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Words;

/// <summary>What a page says beyond one fixed sentence.</summary>
public static class LocalizerWords
{
    /// <summary>A counted thing: <c>S.Plural(n, "1 complaint", "{0} complaints")</c>. {0} is the count, written as the language writes numbers; further arguments follow.</summary>
    public static string Plural(this IStringLocalizer words, long count, string singular, string plural, params object[] arguments)
    {
        var text = (words as ICountingLocalizer)?.Form(singular, count) ?? (count == 1 ? singular : plural);
        return SentenceForm.Fill(text, [count, .. arguments]);
    }

    /// <summary>A word that means different things in different places: <c>S.In("state", "Open")</c> and <c>S.In("button", "Open")</c>.</summary>
    public static string In(this IStringLocalizer words, string context, string text, params object[] arguments)
    {
        var found = words[PoFile.KeyOf(context, text)];
        return SentenceForm.Fill(found.ResourceNotFound ? text : found.Value, arguments);
    }
}
