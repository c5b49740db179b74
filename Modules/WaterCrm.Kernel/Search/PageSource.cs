using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// The pages that somebody may open, by their names in his language: what stands in the menus, the pages of the menu <see cref="Menu"/>, which is shown
/// nowhere else, and each group of settings. Without a text it is where the menu leads.
/// </summary>
internal sealed class PageSource(
    INavigationManager navigation, IEnumerable<SettingsDefinition> settings, IStringLocalizerFactory words, IStringLocalizer<Startup> S, IAuthorizationService authorization, IHttpContextAccessor accessor) : ISearchSource
{
    /// <summary>Pages that are worth going to by name and stand in no menu.</summary>
    public const string Menu = "pages";

    public int Order => 0;

    public Permission Permission => KernelPermissions.EnterStaff;

    public string Title => S["Pages"];

    public string AllUrl(string text) => $"/staff/search?q={Uri.EscapeDataString(text)}";

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token)
    {
        var http = accessor.HttpContext!;
        var asked = WordsOf(text);
        List<SearchHit> pages = [.. await Of("admin", http)];
        if (asked.Length == 0) return string.IsNullOrWhiteSpace(text) ? pages.Take(limit).ToList() : [];

        pages.AddRange([.. await Of("user", http), .. await Of(Menu, http)]);
        if (await authorization.AuthorizeAsync(http.User, SettingsPermissions.Change))
            pages.AddRange(settings.OrderBy(g => g.Order).Select(g => new SearchHit(words.Create(g.Type)[g.Title], S["Settings"], g.Page ?? $"/staff/admin/settings/{g.Key}")));
        return [.. pages.Select(page => (Page: page, Rank: Rank(WordsOf(page.Title), WordsOf(page.Detail), asked))).Where(p => p.Rank >= 0).OrderBy(p => p.Rank).Select(p => p.Page).DistinctBy(p => p.Url).Take(limit)];
    }

    private async Task<IEnumerable<SearchHit>> Of(string menu, HttpContext http)
    {
        var items = await navigation.BuildMenuAsync(menu, new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        return items.SelectMany(i => i.Items.Select(below => Hit(below, i.Text.Value, http)).Prepend(Hit(i, "", http))).OfType<SearchHit>();
    }

    /// <summary>Whoever shows a hit puts the site's own beginning before the address, as for every other.</summary>
    private static SearchHit? Hit(MenuItem item, string above, HttpContext http) =>
        item.Href is { } href ? new SearchHit(item.Text.Value, above, http.Request.PathBase.HasValue && href.StartsWith(http.Request.PathBase.Value!, StringComparison.OrdinalIgnoreCase) ? href[http.Request.PathBase.Value!.Length..] : href) : null;

    private static string[] WordsOf(string text) => Folding.Fold(text).Split([' ', '-', '/', ',', '.'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every word asked for begins a word of the name, or of what stands above it: 0 where the name begins so, 1 where it has them all, 2 where the heading helps, -1 where one is missing.</summary>
    private static int Rank(string[] title, string[] above, string[] asked)
    {
        if (asked.All(word => Begins(title, word))) return title[0].StartsWith(asked[0], StringComparison.Ordinal) ? 0 : 1;
        return asked.All(word => Begins(title, word) || Begins(above, word)) ? 2 : -1;
    }

    private static bool Begins(string[] words, string beginning) => words.Any(word => word.StartsWith(beginning, StringComparison.Ordinal));
}

internal sealed class PagesMenu(IStringLocalizer<Startup> S) : NamedNavigationProvider(PageSource.Menu)
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Add a person"], "1", page => page.Url("~/staff/people/new").Permission(KernelPermissions.ManagePeople));
        builder.Add(S["Make a role"], "2", page => page.Url("~/staff/roles/new").Permission(KernelPermissions.ManageRoles));
        builder.Add(S["Add a team"], "3", page => page.Url("~/staff/teams/new").Permission(StaffingPermissions.Manage));
        builder.Add(S["Shifts"], "4", page => page.Url("~/staff/roster/shifts").Permission(StaffingPermissions.Manage));
        builder.Add(S["Import a file"], "5", page => page.Url("~/staff/imports/new").Permission(ImportPermissions.Run));
        builder.Add(S["Make a key"], "6", page => page.Url("~/staff/api-keys/new").Permission(KernelPermissions.ManageApiKeys));
        builder.Add(S["Pages that were looked at"], "7", page => page.Url("~/staff/views").Permission(KernelPermissions.ManagePeople));
        return ValueTask.CompletedTask;
    }
}
