using System.Net;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.People;
using WaterCrm.Modularity.Manifest;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>The product's themes, one that somebody else made and one built on that, side by side.</summary>
public sealed partial class ChoosingThemesTests : IAsyncLifetime
{
    private const string Page = "/staff/admin/look";
    private const string Made = "Made.Theme";

    private readonly DirectoryInfo modules = Directory.CreateTempSubdirectory("watercrm-themes-");
    private TestHost host = null!;
    private HttpClient admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var module in new[] { "modules/WaterCrm.StaffTheme", "modules/WaterCrm.PublicTheme", "fixtures/Fixture.North", "fixtures/Fixture.South", "fixtures/Fixture.Theme" })
            Directory.CreateSymbolicLink(Path.Combine(modules.FullName, Path.GetFileName(module)), Path.Combine(AppContext.BaseDirectory, module));
        WriteTheme(Made, baseTheme: "Fixture.Theme");
        WriteTheme("Made.Bare", baseTheme: "");
        host = await TestHost.StartAsync(new() { ["Modules:Path"] = modules.FullName });
        admin = await host.SignedInAs(StandardRoles.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
        modules.Delete(recursive: true);
    }

    [Fact]
    public async Task A_theme_is_worn_from_the_next_page_on_and_so_are_the_views_it_has_instead()
    {
        Assert.Contains("North, unthemed", await Themed(), StringComparison.Ordinal);

        await Choose(staff: "-", pages: "Fixture.Theme");

        Assert.Contains("data-theme=\"fixture\"", await host.Client.GetStringAsync("/", Token), StringComparison.Ordinal);
        Assert.Contains("North, as the theme has it", await Themed(), StringComparison.Ordinal);
        Assert.Contains("class=\"bar\"", await admin.GetStringAsync("/staff", Token), StringComparison.Ordinal);   // the staff's pages go on as they were

        await Choose(staff: "-", pages: "-");

        Assert.Contains("site-head", await host.Client.GetStringAsync("/", Token), StringComparison.Ordinal);
        Assert.Contains("North, unthemed", await Themed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_staffs_pages_have_a_theme_of_their_own_and_come_back()
    {
        await Choose(staff: "Fixture.Theme", pages: "-");
        Assert.Contains("data-theme=\"fixture\"", await admin.GetStringAsync(Page, Token), StringComparison.Ordinal);
        Assert.Contains("site-head", await host.Client.GetStringAsync("/", Token), StringComparison.Ordinal);

        await Choose(staff: "-", pages: "-");
        Assert.Contains("class=\"bar\"", await admin.GetStringAsync(Page, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_without_a_view_has_that_of_the_theme_it_builds_on_and_of_no_other()
    {
        await Choose(staff: "-", pages: Made);
        Assert.Contains("North, as the theme has it", await Themed(), StringComparison.Ordinal);

        await Choose(staff: "-", pages: "-");
        Assert.DoesNotContain("as the theme has it", await Themed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_themes_that_can_dress_these_pages_are_offered_and_taken()
    {
        var page = await admin.GetStringAsync(Page, Token);
        Assert.Equal(["-", "Fixture.Theme", Made], Offered(page, "StaffTheme"));
        Assert.Equal(["-", "Fixture.Theme", Made], Offered(page, "PublicTheme"));

        using var refused = await Send("WaterCrm.PublicTheme", "-");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("not made for these pages", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var bare = await Send("-", "Made.Bare");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bare.StatusCode);
    }

    [Fact]
    public async Task The_audit_says_who_chose_which_theme()
    {
        await Choose(staff: "-", pages: "Fixture.Theme");

        var audit = WebUtility.HtmlDecode(await admin.GetStringAsync("/staff/admin/audit", Token));
        Assert.Contains("Changed colour, logo or themes", audit, StringComparison.Ordinal);
        Assert.Contains("Fixture.Theme", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_that_is_gone_leaves_the_pages_in_the_hosts_own_and_a_note_where_one_looks()
    {
        await host.Set(new LookSettings { StaffTheme = "Gone.Staff", PublicTheme = "Gone.Public" });

        Assert.Contains("site-head", await host.Client.GetStringAsync("/", Token), StringComparison.Ordinal);
        Assert.Contains("Gone.Staff, Gone.Public", await admin.GetStringAsync(Page, Token), StringComparison.Ordinal);
        Assert.Contains("These themes are not installed: Gone.Staff, Gone.Public.", WebUtility.HtmlDecode(await admin.GetStringAsync("/staff/admin/health", Token)), StringComparison.Ordinal);

        await Choose(staff: "-", pages: "-");
        var found = await host.InScope(services => services.GetRequiredService<IEnumerable<ISystemCheck>>().Single(c => c.Name == "themes").Look(Token));
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, found.Status);
        Assert.Equal(["WaterCrm.StaffTheme", "WaterCrm.PublicTheme"], found.Args);
    }

    [Fact]
    public async Task Where_there_is_one_theme_nobody_is_asked()
    {
        await using var alone = await TestHost.StartAsync();
        using var there = await alone.SignedInAs(StandardRoles.Administrator);

        Assert.Empty(Offered(await there.GetStringAsync(Page, Token), "StaffTheme"));
        Assert.Equal(["WaterCrm.StaffTheme"], alone.Services.GetRequiredService<PageThemes>().Offered(PageThemes.ForStaff).Select(t => t.Id));
    }

    private async Task<string> Themed() => await host.Client.GetStringAsync("/Fixture.North/Home/Themed", Token);

    private async Task Choose(string staff, string pages)
    {
        using var saved = await Send(staff, pages);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
    }

    private async Task<HttpResponseMessage> Send(string staff, string pages)
    {
        var shown = await admin.GetStringAsync(Page, Token);
        return await admin.PostAsync(Page, new FormUrlEncodedContent([
            new("__RequestVerificationToken", Proof().Match(shown).Groups[1].Value), new("Version", Version().Match(shown).Groups[1].Value), new("OwnColour", "false"), new("StaffTheme", staff), new("PublicTheme", pages)]), Token);
    }

    private static List<string> Offered(string page, string field) =>
        [.. Options().Matches(Regex.Match(page, $"<select[^>]*name=\"{field}\".*?</select>", RegexOptions.Singleline).Value).Select(m => m.Groups[1].Value)];

    /// <summary>A theme without a view.</summary>
    private void WriteTheme(string id, string baseTheme)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(id), typeof(object).Assembly);
        assembly.DefineDynamicModule(id);
        assembly.SetCustomAttribute(new CustomAttributeBuilder(typeof(ThemeAttribute).GetConstructor([])!, [], [typeof(ThemeAttribute).GetProperty(nameof(ThemeAttribute.BaseTheme))!, typeof(FeatureAttribute).GetProperty(nameof(FeatureAttribute.Name))!], [baseTheme, id]));
        assembly.Save(Path.Combine(Directory.CreateDirectory(Path.Combine(modules.FullName, id)).FullName, id + ".dll"));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();

    [GeneratedRegex("name=\"Version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("<option value=\"([^\"]*)\"")]
    private static partial Regex Options();
}
