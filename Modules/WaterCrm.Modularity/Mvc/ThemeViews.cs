using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Razor;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Mvc;

/// <summary>
/// Where views are looked for: the theme's version of the module's view, the module itself, what the theme has for all, what the shipped modules have for all.
/// The staff's pages have one theme, the public ones another; Razor remembers where a view is for each theme.
/// </summary>
internal sealed class ThemeViews(ShellModules modules, PageThemes worn) : IViewLocationExpander
{
    private const string Key = "theme";
    private readonly string[] shared = [.. modules.Modules.Where(m => m.ShipsWithHost).Select(m => $"/Areas/{m.Id}/Views/Shared/{{0}}.cshtml")];

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Key] = IsOfStaff(context.ActionContext.HttpContext) ? worn.Staff : worn.Public;

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        var themes = modules.ThemeAndItsBases(context.Values[Key] ?? "");
        return
        [
            .. themes.SelectMany(t => new[] { $"/Areas/{t}/Views/{{2}}/{{1}}/{{0}}.cshtml", $"/Areas/{t}/Views/{{2}}/Shared/{{0}}.cshtml" }),
            "/Areas/{2}/Views/{1}/{0}.cshtml",
            "/Areas/{2}/Views/Shared/{0}.cshtml",
            .. themes.Select(t => $"/Areas/{t}/Views/Shared/{{0}}.cshtml"),
            .. shared,
        ];
    }

    /// <summary>An error page wears the theme of the page that was asked for.</summary>
    private static bool IsOfStaff(HttpContext context)
    {
        var path = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath is { } asked ? new PathString(asked) : context.Request.Path;
        return path.StartsWithSegments("/staff");
    }
}
