using System.Globalization;

namespace WaterCrm.Kernel.Words;

/// <summary>A language of the screens, with the name its speakers give it.</summary>
public sealed record Language(CultureInfo Culture, string Name, string ShortName);

/// <summary>The languages of the screens. English is the one the sentences are written in.</summary>
public static class Languages
{
    public const string Cookie = "language";

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
            for (var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true); culture.Name.Length > 0; culture = culture.Parent)
                if (All.FirstOrDefault(l => l.Culture.Name == culture.Name) is { } language) return language;
        }
        catch (CultureNotFoundException)
        {
            // Whatever stands in a cookie or header: it is not a language of ours.
        }

        return null;
    }

    /// <summary>The language this page is being written in.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? All[1];
}
