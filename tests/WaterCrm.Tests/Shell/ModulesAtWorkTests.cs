using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.Security;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

/// <summary>Two modules and a theme from folders, never referenced by anybody. Both modules have a HomeController with a view Index.</summary>
public sealed class FixtureHost : IAsyncLifetime
{
    public TestHost Host { get; private set; } = null!;

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures");

    public async ValueTask InitializeAsync() =>
        Host = await TestHost.StartAsync(new() { ["Modules:Path"] = Folder, ["Themes:Public"] = "Fixture.Theme" }, services: TestLogin.Use);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

public sealed class ModulesAtWorkTests(FixtureHost fixture) : IClassFixture<FixtureHost>
{
    private readonly HttpClient client = fixture.Host.NewClient();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/Fixture.North/Home/Index", "North")]
    [InlineData("/Fixture.South/Home/Index", "South")]
    public async Task Two_modules_with_the_same_controller_and_view_show_each_its_own(string path, string said) =>
        Assert.Equal(said, await Said(path));

    [Fact]
    public async Task A_theme_lays_its_page_round_the_module_and_may_replace_a_view()
    {
        var page = await Page("/Fixture.North/Home/Themed");

        Assert.Equal("North, as the theme has it", page.QuerySelector("#said")?.TextContent);
        Assert.Equal("fixture", page.Body?.GetAttribute("data-theme"));
    }

    [Fact]
    public async Task A_module_is_where_its_folder_is_and_not_in_the_host()
    {
        var modules = fixture.Host.Services.GetRequiredService<ShellModules>();

        Assert.StartsWith(FixtureHost.Folder, modules.Find("Fixture.North")!.Assembly.Location);
        Assert.StartsWith(AppContext.BaseDirectory, modules.Find("WaterCrm.Kernel")!.Assembly.Location);
        Assert.Equal(["WaterCrm.Kernel", "Fixture.North", "Fixture.South"], modules.Modules.Select(m => m.Id).Where(id => id is "WaterCrm.Kernel" or "Fixture.North" or "Fixture.South"));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("/north/extra", "extra")]
    [InlineData("/north/with-south", "both")]
    public async Task Startups_of_features_that_are_on_have_run(string path, string said) =>
        Assert.Equal(said, await client.GetStringAsync(path, Token));

    [Fact]
    public async Task What_is_switched_off_has_no_routes_and_those_who_can_do_without_it_go_on()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            ["Modules:Path"] = FixtureHost.Folder, ["Modules:Disabled:0"] = "Fixture.South", ["Modules:Disabled:1"] = "Fixture.North.Extra",
        });

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/Fixture.South/Home/Index", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/north/with-south", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/north/extra", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/Fixture.North/css/north.css", Token)).StatusCode);
    }

    [Fact]
    public async Task A_file_of_a_module_is_kept_by_the_browser_for_as_long_as_its_hash_is_asked_for()
    {
        var form = await Page("/north/form");
        var link = form.QuerySelector("link")!.GetAttribute("href")!;

        var hashed = await client.GetAsync(link, Token);
        var plain = await client.GetAsync("/fixture.north/css/north.css", Token);

        Assert.Contains("?v=", link);
        Assert.Equal("text/css", hashed.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", hashed.Headers.CacheControl?.ToString());
        Assert.Equal(TimeSpan.FromHours(1), plain.Headers.CacheControl?.MaxAge);
    }

    [Theory]
    [InlineData("/Fixture.North/../Fixture.North.dll")]
    [InlineData("/Fixture.North/%2e%2e/Fixture.North.dll")]
    [InlineData("/Fixture.North/Fixture.North.dll")]
    [InlineData("/Fixture.North/css/")]
    public async Task Nothing_outside_wwwroot_is_served(string path)
    {
        var answer = await client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_component_is_rendered_statically_with_services_of_the_shell()
    {
        var greeting = (await Page("/Fixture.North/Home/Component")).QuerySelector("#greeting")!;

        Assert.Equal("Chào Lan & Huệ", greeting.TextContent);
        Assert.NotEqual("", greeting.GetAttribute("data-year"));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("South.Look", HttpStatusCode.Forbidden)]
    [InlineData("North.Look", HttpStatusCode.OK)]
    [InlineData("North.Rule", HttpStatusCode.OK)]
    public async Task An_action_is_for_those_who_have_its_permission_or_one_that_implies_it(string? permissions, HttpStatusCode expected)
    {
        var answer = await Get("/north/lookout", permissions);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public void The_permissions_of_all_modules_are_known_with_the_roles_that_start_with_them()
    {
        var permissions = fixture.Host.Services.GetRequiredService<PermissionCatalog>();

        Assert.Equal("Look north", permissions.Find("North.Look")?.Description);
        Assert.Contains(permissions.Stereotypes, s => s.Name == "King" && s.Permissions.Single().Name == "North.Rule");
    }

    [Theory]
    [InlineData("", new[] { "Second", "Places/Open=/Fixture.North/Home/Index", "Tenth", "Nowhere" })]
    [InlineData("North.Look", new[] { "Second", "Places/Open=/Fixture.North/Home/Index/Secret=/Fixture.North/Home/Secret", "Tenth", "Nowhere" })]
    [InlineData("North.Rule", new[] { "Empty/Rulers only=/rulers", "Second", "Places/Open=/Fixture.North/Home/Index/Secret=/Fixture.North/Home/Secret", "Tenth", "Nowhere" })]
    public async Task A_menu_stands_in_order_and_holds_what_the_reader_may_do(string permissions, string[] entries)
    {
        var answer = await Get("/north/menu", permissions);

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(entries, page.QuerySelectorAll(".entry").Select(e => e.TextContent.Trim()));
    }

    [Fact]
    public async Task A_form_that_we_did_not_show_is_refused()
    {
        var answer = await client.PostAsync("/north/form", Form("text", "forged"), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("forged", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Where_even_the_page_for_errors_fails_a_person_still_reads_a_sentence()
    {
        var modules = Directory.CreateTempSubdirectory("watercrm-modules-");
        MadeModule.Write(modules.FullName, "Made.Bare", theme: true);   // a theme without a layout
        await using var host = await TestHost.StartAsync(new() { ["Modules:Path"] = modules.FullName, ["Themes:Public"] = "Made.Bare" });

        var answer = await host.Client.GetAsync("/nowhere", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("404 Not Found", await answer.Content.ReadAsStringAsync(Token));
        modules.Delete(recursive: true);
    }

    [Fact]
    public async Task A_form_that_we_showed_is_taken()
    {
        var page = await Page("/north/form");
        var proof = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await client.PostAsync("/north/form", Form("text", "nước", "__RequestVerificationToken", proof), Token);

        Assert.Equal("nước", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_program_needs_no_proof_that_we_showed_it_a_form()
    {
        var answer = await client.PostAsync("/api/north", Form("text", "data"), Token);

        Assert.Equal("data", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_failure_tells_strangers_a_number_and_the_log_the_cause()
    {
        var answer = await Get("/north/fail", null);
        var said = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", said);
        Assert.Contains("the secret cause", fixture.Host.Log);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("en", "This page does not exist")]
    [InlineData("vi", "Không có trang này")]
    [InlineData("zh-Hans", "页面不存在")]
    public async Task A_page_that_is_not_there_says_so_in_the_readers_language_and_in_the_theme(string language, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("Accept-Language", language);

        var answer = await client.SendAsync(request, Token);

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(said, page.Title);
        Assert.Equal("fixture", page.Body?.GetAttribute("data-theme"));
    }

    private static FormUrlEncodedContent Form(params string[] pairs) => new(pairs.Chunk(2).Select(p => KeyValuePair.Create(p[0], p[1])));

    private async Task<HttpResponseMessage> Get(string path, string? permissions)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (permissions is not null) request.Headers.Add(TestLogin.Header, permissions);
        return await client.SendAsync(request, Token);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Page(string path) => new HtmlParser().ParseDocument(await client.GetStringAsync(path, Token));

    private async Task<string?> Said(string path) => (await Page(path)).QuerySelector("#said")?.TextContent;
}
