using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Mvc;

/// <summary>Says which themes somebody chose while the host runs. It is asked for every view and answers from memory.</summary>
public interface IThemeChoice
{
    /// <summary>Id of the theme of the staff's pages; empty where nobody chose.</summary>
    string Staff { get; }

    /// <summary>Id of the theme of the public pages; empty where nobody chose.</summary>
    string Public { get; }
}

/// <summary>Which themes the pages wear: the one that was chosen as long as it is there, else the one the host names.</summary>
public sealed class PageThemes(ShellModules modules, ShellSettings settings, IEnumerable<IThemeChoice> choices)
{
    /// <summary>In a manifest's tags: the theme is made for the staff's pages alone.</summary>
    public const string ForStaff = "staff";

    /// <summary>In a manifest's tags: the theme is made for the public pages alone.</summary>
    public const string ForPublic = "public";

    private readonly IThemeChoice? choice = choices.LastOrDefault();

    public string Staff => Worn(choice?.Staff, ForStaff);

    public string Public => Worn(choice?.Public, ForPublic);

    /// <summary>The themes that pages can wear, the host's own first. One without a tag of ours dresses both kinds of pages.</summary>
    public IReadOnlyList<ModuleInfo> Offered(string pages)
    {
        var others = pages == ForStaff ? ForPublic : ForStaff;
        return [.. modules.Modules.Where(m => m.Theme is { } theme && (theme.Tags.Contains(pages) || !theme.Tags.Contains(others)) && HasFrame(m.Id))
            .OrderBy(m => m.Id != NamedByHost(pages)).ThenBy(m => m.Id, StringComparer.Ordinal)];
    }

    /// <summary>Id of the theme that pages wear while nobody chose another.</summary>
    public string NamedByHost(string pages) => pages == ForStaff ? settings.StaffTheme : settings.PublicTheme;

    /// <summary>Ids of themes that were chosen or named by the host and are not there.</summary>
    public IReadOnlyList<string> Missing =>
        [.. new[] { choice?.Staff, choice?.Public, settings.StaffTheme, settings.PublicTheme }.Where(id => id is { Length: > 0 } && !IsThere(id)).Select(id => id!).Distinct()];

    /// <summary>Where neither is there, whichever can be worn: a page without its frame says nothing at all.</summary>
    private string Worn(string? chosen, string pages)
    {
        if (chosen is { Length: > 0 } && IsThere(chosen)) return chosen;
        var named = NamedByHost(pages);
        return IsThere(named) ? named : Offered(pages).FirstOrDefault()?.Id ?? named;
    }

    private bool IsThere(string id) => modules.Find(id)?.Theme is not null;

    /// <summary>Without a page's frame of its own or of a theme it builds on no page could be shown, not even the one to choose another.</summary>
    private bool HasFrame(string id) => modules.ThemeAndItsBases(id).Any(t => modules.Find(t)!.HasView("/Views/Shared/_Layout.cshtml"));
}
