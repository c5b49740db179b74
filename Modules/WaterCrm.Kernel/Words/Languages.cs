using System.Globalization;

namespace WaterCrm.Kernel.Words;

/// <summary>A language of the screens, with the name its speakers give it.</summary>
public sealed record Language(CultureInfo Culture, string Name, string ShortName);

/// <summary>The languages of the screens. English is the one the sentences are written in.</summary>
public static class Languages
{
    public const string Cookie = "language";

    /// <summary>In an address it goes before everything: a link for a customer opens in the customer's language.</summary>
    public const string Query = "lang";

    public static IReadOnlyList<Language> All { get; } =
    [
        new(CultureInfo.GetCultureInfo("vi"), "Tiếng Việt", "VI"),
        new(CultureInfo.GetCultureInfo("en"), "English", "EN"),
        new(CultureInfo.GetCultureInfo("zh-Hans"), "简体中文", "中文"),
    ];

    /// <summary>The language of this name or of its nearest parent: zh-CN is served by zh-Hans.</summary>
    public static Language? Find(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > 35) return null;
        try
        {
            return Nearest(CultureInfo.GetCultureInfo(name, predefinedOnly: true));
        }
        catch (CultureNotFoundException)
        {
            return null;   // whatever stands in a cookie or header: it is not a language of ours
        }
    }

    /// <summary>The language this page is being written in. Each time on a page asks for it, so nothing is looked up by name here.</summary>
    public static Language Current => Nearest(CultureInfo.CurrentUICulture) ?? All[1];

    /// <summary>From here until it is disposed of, this language is spoken: for what goes to somebody who speaks another one than the page's reader.</summary>
    public static IDisposable Speaking(Language language)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;
        return new Spoken(before);
    }

    private sealed class Spoken((CultureInfo Culture, CultureInfo Ui) before) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
    }

    private static Language? Nearest(CultureInfo asked)
    {
        for (var culture = asked; culture.Name.Length > 0; culture = culture.Parent)
            foreach (var language in All)
                if (language.Culture.Name == culture.Name) return language;
        return null;
    }
}
