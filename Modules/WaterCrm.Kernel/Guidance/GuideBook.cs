using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Guidance;

/// <summary>A chapter of the user guide.</summary>
/// <param name="Name">Its name in addresses; "README" is the first page.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Html">The text.</param>
/// <param name="Language">The language that it is in.</param>
public sealed record GuideChapter(string Name, string Title, string Html, Language Language);

/// <summary>
/// The user guide: <c>docs/user-guide</c>, laid beside the host as <c>user-guide</c>. A chapter in another language is <c>{chapter}.{culture}.md</c>; without one it is read in English.
/// Its headings have the anchors of the English ones, one by one, so that a link to a place in it holds in every language.
/// </summary>
public sealed class GuideBook
{
    public const string FirstPage = "README";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "user-guide");

    private static readonly Language English = Languages.All.Single(l => l.Culture.Name == "en");

    private readonly Dictionary<string, string> files = !Directory.Exists(Folder) ? [] :
        Directory.GetFiles(Folder, "*.md").ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => f, StringComparer.OrdinalIgnoreCase);

    public GuideChapter? Read(string name, string pathBase)
    {
        // Names are looked up and never put together to a path.
        var (file, language) = files.TryGetValue($"{name}.{Languages.Current.Culture.Name}", out var translated) ? (translated, Languages.Current) : (files.GetValueOrDefault(name), English);
        if (file is null) return null;

        var text = MarkdownText.Read(File.ReadAllText(file));
        var anchors = language == English ? text.Anchors : MarkdownText.Read(File.ReadAllText(files[name])).Anchors;
        return new GuideChapter(name, text.Title, text.ToHtml(url => Address(url, pathBase), anchors, deeper: string.Equals(name, FirstPage, StringComparison.OrdinalIgnoreCase) ? 0 : 1), language);
    }

    /// <summary>The file of a picture; null where there is none.</summary>
    public static string? Picture(string name) =>
        Path.GetFileName(name) == name && name.EndsWith(".png", StringComparison.Ordinal) && Path.Combine(Folder, "pictures", name) is var file && File.Exists(file) ? file : null;

    private static string Address(string url, string pathBase)
    {
        if (url.Contains(':', StringComparison.Ordinal) || url.StartsWith('#') || url.StartsWith('/')) return url;
        var (path, anchor) = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (url[..at], url[at..]) : (url, "");
        if (path.EndsWith(".md", StringComparison.Ordinal)) path = path[..^3];
        return $"{pathBase}/staff/guide{(path == FirstPage ? "" : "/" + path)}{anchor}";
    }
}
