using System.Collections.Concurrent;
using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>Looks at pages as they stand before somebody, and notes the barriers, and which routes and views were looked at.</summary>
/// <param name="languages">The languages the pages are opened in, one after the other.</param>
/// <param name="thorough">Each page on the desk and on the phone, light and dark. Without it a page is looked at in one of the four, and the next page in the next.</param>
internal sealed class Inspector(IReadOnlyList<string> languages, bool thorough)
{
    private const int Desk = 1280, Phone = 360;

    /// <summary>Four and the three languages meet in every pair on the way; the width changes every second page only.</summary>
    private static readonly (int Width, bool Dark)[] Ways = [(Desk, false), (Desk, true), (Phone, true), (Phone, false)];

    private readonly Dictionary<Visitor, ConcurrentQueue<IResponse>> answers = [];
    private readonly HashSet<string> routes = [], views = [], spoken = [], known = [];
    private readonly List<string> barriers = [];
    private int opened, pages;

    public IReadOnlySet<string> Routes => routes;

    public IReadOnlySet<string> Views => views;

    /// <summary>The languages that pages said they were in.</summary>
    public IReadOnlySet<string> Spoken => spoken;

    public IReadOnlyList<string> Barriers => barriers;

    public int Looks { get; private set; }

    /// <summary>Follows what this visitor's page is made of.</summary>
    public Visitor Follow(Visitor visitor)
    {
        var queue = answers[visitor] = [];
        visitor.Page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest) queue.Clear();
            queue.Enqueue(response);
        };
        return visitor;
    }

    /// <summary>Opens a page and looks at it.</summary>
    public async Task OpenAsync(Visitor visitor, string path)
    {
        await ChooseLanguageAsync(visitor);
        await visitor.Page.GotoAsync(path);
        await LookAsync(visitor, path);
    }

    /// <summary>The next language, for the page that is opened next.</summary>
    public Task ChooseLanguageAsync(Visitor visitor) => visitor.Context.AddCookiesAsync(
        [new Cookie { Name = Kernel.Words.Languages.Cookie, Value = languages[opened++ % languages.Count], Url = visitor.Site }]);

    /// <summary>Looks at what stands on the screen now.</summary>
    public async Task LookAsync(Visitor visitor, string what)
    {
        foreach (var answer in answers[visitor])
        {
            if (answer.Headers.TryGetValue(DrawnViews.Route, out var route)) routes.Add(route);
            if (answer.Headers.TryGetValue(DrawnViews.Views, out var drawn)) views.UnionWith(drawn.Split('|', StringSplitOptions.RemoveEmptyEntries));
        }

        var page = visitor.Page;
        var language = await page.GetAttributeAsync("html", "lang") ?? "";
        spoken.Add(language);
        foreach (var (width, dark) in thorough ? Ways : [Ways[pages++ % Ways.Length]])
        {
            if (page.ViewportSize!.Width != width) await page.SetViewportSizeAsync(width, width == Phone ? 740 : 900);
            foreach (var barrier in await Axe.LookAsync(page, dark))
                if (known.Add($"{what} {barrier}")) barriers.Add($"{what} [{language}, {width} px, {(dark ? "dark" : "light")}] {barrier}");
            Looks++;
        }
    }
}
