using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Verbs;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Setup;

/// <summary>From the link on the console to a utility one can work with, as a browser does it.</summary>
public abstract partial class FirstRunTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Page = "/staff/admin/setup";

    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_first_administrator_is_led_to_the_page_that_asks_for_the_utility()
    {
        using var browser = await FirstAdministrator();

        using var saved = await Send(browser, ("Name", "Nước Sạch Sơn La"), ("Telephone", "1900 2222"), ("Languages", "vi"), ("Languages", "en"), ("Language", "vi"), ("TimeZone", "Asia/Bangkok"), ("Currency", "VND"), ("OwnColour", "true"), ("Colour", "#7a1f5c"));

        Assert.Equal("/staff", saved.Headers.Location?.OriginalString);
        var first = await host.Client.GetStringAsync("/", Token);
        Assert.Contains("Nước Sạch Sơn La", first, StringComparison.Ordinal);
        Assert.Contains("/theme.css?v=", first, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"demonstration\"", first, StringComparison.Ordinal);
        Assert.Equal("Asia/Bangkok", host.Services.GetRequiredService<Utility>().Zone.Id);
        Assert.Contains("Thiết lập bởi", await browser.GetStringAsync(Page, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_it_is_set_up_the_start_page_leads_whoever_may_do_it_there_and_nobody_else()
    {
        using var browser = await FirstAdministrator();
        using var care = await host.SignedInAs(StandardRoles.CareStaff);

        Assert.Matches("not set up yet\\.\\s*<a href=\"/staff/admin/setup\"", await browser.GetStringAsync("/staff", Token));
        Assert.DoesNotContain("not set up yet", await care.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        using var saved = await Send(browser, ("Name", "Nước"), ("Languages", "en"), ("Language", "en"), ("TimeZone", "Asia/Bangkok"), ("Currency", "VND"));
        Assert.DoesNotContain("not set up yet", await browser.GetStringAsync("/staff", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_has_people_customers_and_complaints_in_all_states_and_says_what_it_is()
    {
        using var browser = await FirstAdministrator();

        using var filled = await Send(browser, ("Name", ""), ("Languages", "vi"), ("Languages", "en"), ("Languages", "zh-Hans"), ("Language", "vi"), ("TimeZone", "Asia/Ho_Chi_Minh"), ("Currency", "VND"), ("Demonstration", "true"));

        Assert.Equal(HttpStatusCode.OK, filled.StatusCode);
        var links = PasswordLink().Matches(await filled.Content.ReadAsStringAsync(Token)).Select(m => m.Value).ToList();
        Assert.Equal(StandardRoles.All.Count, links.Count);
        foreach (var link in links) Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(new Uri(link).AbsolutePath, Token)).StatusCode);
        await Filled();
        foreach (var page in new[] { await host.Client.GetStringAsync("/", Token), await browser.GetStringAsync("/staff", Token) })
        {
            Assert.Contains("class=\"demonstration\"", page, StringComparison.Ordinal);
            Assert.Contains("Sông Xanh Water", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_with_all_typed_kept_and_nothing_done()
    {
        using var browser = await FirstAdministrator();

        using var zone = await Send(browser, ("Name", "kept \"as\" typed"), ("Languages", "vi"), ("Language", "vi"), ("TimeZone", "Asia/Hanoy"), ("Currency", "VND"), ("Demonstration", "true"));
        using var faint = await Send(browser, ("Name", "Nước"), ("Languages", "vi"), ("Language", "vi"), ("TimeZone", "Asia/Ho_Chi_Minh"), ("Currency", "VND"), ("OwnColour", "true"), ("Colour", "#f2c200"));
        using var nameless = await Send(browser, ("Name", " "), ("Languages", "vi"), ("Language", "vi"), ("TimeZone", "Asia/Ho_Chi_Minh"), ("Currency", "VND"));

        foreach (var refused in new[] { zone, faint, nameless }) Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"kept &quot;as&quot; typed\"", await zone.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("name=\"Instead\"", await faint.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().People.CountAsync(Token)));
        Assert.False(await host.InScope(s => s.GetRequiredService<KernelDbContext>().Settings.AnyAsync(Token)));
    }

    [Fact]
    public async Task No_language_at_all_is_refused_as_in_the_settings()
    {
        using var browser = await FirstAdministrator();
        Assert.Equal(3, LanguageTicked().Count(await browser.GetStringAsync(Page, Token)));

        using var refused = await Send(browser, ("Name", "Nước"), ("Language", "vi"), ("TimeZone", "Asia/Ho_Chi_Minh"), ("Currency", "VND"));
        var page = await refused.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Choose at least one language.", page, StringComparison.Ordinal);
        Assert.Equal(0, LanguageTicked().Count(page));
    }

    [Fact]
    public async Task What_the_first_start_does_is_done_by_the_system()
    {
        var loaded = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action == "sops.definitions-loaded").Select(a => a.ActorName).ToListAsync(Token));

        Assert.Equal(["system:start"], loaded);
    }

    [Fact]
    public async Task Set_up_posted_twice_is_done_once()
    {
        using var browser = await FirstAdministrator();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");   // which is offered before and after the first has made it the only one
        (string, string)[] form = [("Name", "Nước"), ("Languages", "vi"), ("Language", "vi"), ("TimeZone", "Asia/Ho_Chi_Minh"), ("Currency", "VND"), ("Demonstration", "true")];
        var token = FormToken().Match(await browser.GetStringAsync(Page, Token)).Groups[1].Value;

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Post(browser, token, form)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both.Select(a => a.StatusCode).Order());
        Assert.Contains("đã được thiết lập", await both.Single(a => a.StatusCode is HttpStatusCode.Conflict).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(StandardRoles.All.Count + 1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().People.CountAsync(Token)));
    }

    [Fact]
    public async Task The_command_line_does_the_same_and_refuses_to_do_it_twice()
    {
        Assert.Equal(0, await Verb("demo"));
        await Filled();
        Assert.Equal(1, await Verb("demo"));
        Assert.Equal(1, await Verb("setup"));
        Assert.Equal(2, await Verb("setup", "no-such"));
    }

    [Theory]
    [InlineData("""{ "steps": [ { "name": "zones", "zones": [ { "code": "Z9", "title": "Nine" } ] }, { "name": "fly" } ] }""", "steps[1].name")]
    [InlineData("""{ "steps": [ { "name": "zones", "zones": [ { "code": "Z9", "title": "Nine" } ] }, { "name": "settings", "utility": { "TimeZone": "Asia/Hanoy" } } ] }""", "steps[1].utility.TimeZone")]
    [InlineData("""{ "steps": [ { "name": "zones", "zones": [ { "code": "Z9", "title": "Nine" } ] }, { "name": "settings", "no-such": {} } ] }""", "steps[1].no-such")]
    [InlineData("""{ "steps": [ { "name": "zones", "zones": [ { "code": "Z9", "title": "Nine" }, { "code": "Z9", "title": "Nine" } ] } ] }""", "steps[0].Code")]
    [InlineData("""{ "steps": [ { "name": "zones", "zones": [ { "code": "Z9", "title": "Nine" } ] }, { "name": "people", "people": [ { "name": "A", "signInName": "a", "roles": [ "King" ] } ] } ] }""", "steps[1].people[0]")]
    [InlineData("not json", "")]
    public async Task A_recipe_with_an_error_anywhere_does_nothing_and_names_the_place(string json, string place)
    {
        var ran = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new RunRecipe(json), Token));

        Assert.Equal(place, Assert.Single(ran.Error!.Fields).Field);
        Assert.Empty(await host.InScope(s => s.GetRequiredService<IMediator>().Send(new FindZones(), Token)));
    }

    [Fact]
    public async Task A_recipe_may_bring_roles_of_the_utilitys_own()
    {
        var ran = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new RunRecipe("""{ "steps": [ { "name": "roles", "roles": [ { "name": "Meter readers", "permissions": [ "Staff.Enter" ] } ] } ] }"""), Token));

        Assert.Null(ran.Error);
        Assert.Equal(["Staff.Enter"], (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowRoles(), Token))).Single(r => r.Name == "Meter readers").Granted);
    }

    private async Task Filled()
    {
        Assert.Equal(4, (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new FindZones(), Token))).Count);
        Assert.Equal(12, (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new FindCustomers(), Token))).Rows.Count);
        var states = await host.InScope(async s =>
        {
            await using var connection = s.GetRequiredService<Database>().NewReadConnection();
            await connection.OpenAsync(Token);
            await using var ask = connection.CreateCommand();
            ask.CommandText = "SELECT \"Step\", count(*) FROM complaints_complaint GROUP BY \"Step\"";
            await using var rows = await ask.ExecuteReaderAsync(Token);
            List<string> found = [];
            while (await rows.ReadAsync(Token)) found.Add(rows.GetString(0));
            return found;
        });
        Assert.True(states.Count >= 5, string.Join(", ", states));
    }

    private async Task<int> Verb(string name, params string[] arguments) => await host.InScope(s => s.GetServices<IVerb>().Single(v => v.Name == name).RunAsync(arguments, Token));

    private async Task<HttpClient> FirstAdministrator()
    {
        // The start makes a link of its own, some moment after it listens, and the later one ends the earlier.
        while (!await host.InScope(s => s.GetRequiredService<KernelDbContext>().OneTimeLinks.AnyAsync(l => l.Purpose == LinkPurpose.Setup, Token))) await Task.Delay(10, Token);
        var offer = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new OfferSetup(), Token));
        var browser = host.NewClient();
        var page = "/setup/" + offer.Value!.Token;
        using var made = await browser.PostForm(page, page, ("Name", "Hoa"), ("SignInName", "hoa.admin"), ("Password", Someone.Password), ("PasswordAgain", Someone.Password));
        Assert.Equal(Page, made.Headers.Location?.OriginalString);
        return browser;
    }

    private static async Task<HttpResponseMessage> Send(HttpClient browser, params (string, string)[] fields) =>
        await Post(browser, FormToken().Match(await browser.GetStringAsync(Page, Token)).Groups[1].Value, fields);

    private static Task<HttpResponseMessage> Post(HttpClient browser, string token, (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value, Encoding.UTF8), name);
        return browser.PostAsync(Page, form, Token);
    }

    [GeneratedRegex("<input[^>]*name=\"Languages\"[^>]* checked")]
    private static partial Regex LanguageTicked();

    [GeneratedRegex("http://[^\"]+/password/[^\"]+")]
    private static partial Regex PasswordLink();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

public sealed class FirstRunOnSqliteTests(PostgresServer postgres) : FirstRunTests(DatabaseProvider.Sqlite, postgres);

public sealed class FirstRunOnPostgresTests(PostgresServer postgres) : FirstRunTests(DatabaseProvider.Postgres, postgres);
