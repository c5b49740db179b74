using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>
/// Every page, on a desk and a phone, light and dark, has nothing that keeps people with a screen reader, a keyboard or weak eyes out.
/// A page is looked at because it is there: a route or a view nobody saw on the tour is a failure too.
/// </summary>
public sealed class EveryPageIsOpenToEverybody(Browser browser, ITestOutputHelper output)
{
    public static TheoryData<string> Languages => [.. Kernel.Words.Languages.All.Select(l => l.Culture.Name)];

    [Fact]
    public Task No_page_has_a_barrier() => TourAsync([.. Languages.Select(l => l.Data)]);

    [Theory, MemberData(nameof(Languages)), Trait("Category", "Long")]
    public Task No_page_has_a_barrier_in_any_language(string language) => TourAsync(language);

    private async Task TourAsync(params string[] languages)
    {
        var inspector = new Inspector(languages, thorough: languages.Length == 1);
        var clock = new FakeTime();
        await using var site = await Site.StartAsync(clock, DrawnViews.Note, SamplePackage.Settings);
        await using var desk = inspector.Follow(await browser.VisitAsync(site.Address));
        await using var street = inspector.Follow(await browser.VisitAsync(site.Address));
        var tour = new Tour(site, clock, inspector, desk, street);

        await tour.GoAsync();

        output.WriteLine($"{inspector.Looks} looks at {inspector.Routes.Count} routes and {inspector.Views.Count} views");
        var routes = await RoutesOf(site);
        Assert.Multiple(
            () => None(inspector.Barriers, "barriers"),
            () => None(routes.Except(inspector.Routes).Except(tour.WithoutPage), "routes that nobody looked at"),
            () => None(ViewsOf().Except(inspector.Views), "views that nobody looked at"));
        Assert.Equal(languages.Order(), inspector.Spoken.Order());
        Assert.Empty(desk.Troubles);
    }

    private static void None(IEnumerable<string> found, string what) => Assert.True(!found.Any(), $"{what}:\n{string.Join('\n', found)}");

    /// <summary>Whatever can be asked for with GET, as the running host knows it.</summary>
    private static Task<List<string>> RoutesOf(Site site) => site.InScopeAsync(services => Task.FromResult(services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null && (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains(HttpMethods.Get)))
        .Select(e => e.RoutePattern.RawText ?? "").Distinct().Order().ToList()));

    /// <summary>Every view in the sources, by the path under which a module brings it.</summary>
    private static IEnumerable<string> ViewsOf() =>
        from folder in new[] { "Modules", "Themes" }
        from module in Directory.GetDirectories(Repository.PathOf(folder))
        let views = Path.Combine(module, "Views")
        where Directory.Exists(views)
        from file in Directory.GetFiles(views, "*.cshtml", SearchOption.AllDirectories)
        where Path.GetFileName(file) is not ("_ViewImports.cshtml" or "_ViewStart.cshtml")
        select $"/Areas/{Path.GetFileName(module)}/{Path.GetRelativePath(module, file).Replace(Path.DirectorySeparatorChar, '/')}";
}
