using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Guidance;

/// <summary>A help text in the reader's language, or in English where it is not written in that one.</summary>
/// <param name="Module">Whose it is.</param>
/// <param name="Page">Its name.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Html">The text.</param>
/// <param name="Language">The language that it is in.</param>
public sealed record HelpText(string Module, string Page, string Title, string Html, Language Language);

/// <summary>
/// The help texts of all modules: <c>Help/{page}.{culture}.md</c>, where a page is a controller, or a controller and its action where that one has
/// a text of its own. They are read when the shell is built. <c>[[Word]]</c> in a text is a word of the screens: it is shown as the screens show it.
/// </summary>
public sealed partial class HelpBook
{
    /// <summary>What the public help page puts together from all modules.</summary>
    public const string PublicPage = "Public";

    private static readonly Language English = Languages.All.Single(l => l.Culture.Name == "en");

    private readonly List<(string Module, string Page)> order = [];
    private readonly Dictionary<(string Module, string Page, string Culture), string> sources = new(PageComparer.Same);
    private readonly IStringLocalizerFactory words;
    private readonly List<string> modules;

    public HelpBook(IModuleFiles files, IStringLocalizerFactory words)
    {
        this.words = words;
        var all = files.All.DistinctBy(m => m.ModuleId).ToList();
        modules = [.. all.Select(m => m.ModuleId)];
        foreach (var (module, folder) in all)
            foreach (var file in folder.GetDirectoryContents("Help").Where(f => !f.IsDirectory && f.Name.EndsWith(".md", StringComparison.Ordinal)).OrderBy(f => f.Name, StringComparer.Ordinal))
                Add(module, file);
    }

    /// <summary>The pages that have a help text.</summary>
    public IReadOnlyList<(string Module, string Page)> Pages => order;

    /// <summary>The text's page for an action of a controller; null where nobody has written one.</summary>
    public string? PageOf(string? module, string? controller, string? action)
    {
        if (module is null || controller is null) return null;
        var own = $"{controller}.{action}";
        return Has(module, own) ? own : Has(module, controller) ? controller : null;
    }

    /// <summary>Whether the page has a text in this very language.</summary>
    public bool Has(string module, string page, string culture = "en") => sources.ContainsKey((module, page, culture));

    /// <summary>The text as it was written; null where there is none.</summary>
    public string? Source(string module, string page, string culture) => sources.GetValueOrDefault((module, page, culture));

    /// <summary>What stands above the text, in the reader's language; null where there is none.</summary>
    public string? Title(string module, string page) =>
        Source(module, page, LanguageOf(module, page).Culture.Name) is { } source ? Word().Replace(MarkdownText.Read(source).Title, word => Say(module, word.Groups["key"].Value)) : null;

    /// <param name="module">A module's id.</param>
    /// <param name="page">The name of a text.</param>
    /// <param name="pathBase">The folder of the site in which the product lives.</param>
    /// <param name="deeper">Levels by which headings stand deeper than in the text.</param>
    public HelpText? Read(string module, string page, string pathBase, int deeper = 0)
    {
        var language = LanguageOf(module, page);
        if (Source(module, page, language.Culture.Name) is not { } source) return null;

        List<string> said = [];
        var text = MarkdownText.Read(Word().Replace(source, word =>
        {
            said.Add(Say(module, word.Groups["key"].Value));
            return $"\uE000{said.Count - 1}\uE001";
        }));
        var html = text.ToHtml(url => Address(url, pathBase), deeper: deeper);
        return new HelpText(module, page, Fill(text.Title, said, "{0}"), Fill(html, said.ConvertAll(WebUtility.HtmlEncode)!, "<strong class=\"word\">{0}</strong>"), language);
    }

    private Language LanguageOf(string module, string page) => Has(module, page, Languages.Current.Culture.Name) ? Languages.Current : English;

    private void Add(string module, IFileInfo file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || Languages.All.All(l => l.Culture.Name != name[(dot + 1)..]))
            throw new InvalidOperationException($"{module}/Help/{file.Name} is not named Page.language.md with one of the languages {string.Join(", ", Languages.All.Select(l => l.Culture.Name))}.");

        using var reader = new StreamReader(file.CreateReadStream());
        sources[(module, name[..dot], name[(dot + 1)..])] = reader.ReadToEnd();
        if (!order.Contains((module, name[..dot]))) order.Add((module, name[..dot]));
    }

    /// <summary>The module's own word, else that of whichever module has it: a help text names buttons of the frame too.</summary>
    private string Say(string module, string key) =>
        modules.Prepend(module).Select(m => words.Create("", m)[key]).FirstOrDefault(found => !found.ResourceNotFound)?.Value ?? key;

    private static string Address(string url, string pathBase) => url switch
    {
        ['~', '/', ..] => pathBase + url[1..],
        _ when url.StartsWith("guide:", StringComparison.Ordinal) => $"{pathBase}/staff/guide/{url["guide:".Length..]}",
        _ => url,
    };

    private static string Fill(string text, List<string> said, string form) => Place().Replace(text, place => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, said[int.Parse(place.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)]));

    [GeneratedRegex(@"\[\[(?<key>[^\[\]\n]+)\]\]")]
    internal static partial Regex Word();

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Place();

    /// <summary>Addresses are typed in any case.</summary>
    private sealed class PageComparer : IEqualityComparer<(string Module, string Page, string Culture)>
    {
        public static readonly PageComparer Same = new();

        public bool Equals((string Module, string Page, string Culture) one, (string Module, string Page, string Culture) other) =>
            string.Equals(one.Module, other.Module, StringComparison.OrdinalIgnoreCase) && string.Equals(one.Page, other.Page, StringComparison.OrdinalIgnoreCase) && string.Equals(one.Culture, other.Culture, StringComparison.Ordinal);

        public int GetHashCode((string Module, string Page, string Culture) page) =>
            HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(page.Module), StringComparer.OrdinalIgnoreCase.GetHashCode(page.Page), page.Culture);
    }
}
