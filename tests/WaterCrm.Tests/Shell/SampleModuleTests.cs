using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

/// <summary>The module of the module author guide, from its folder, as a visitor and as the staff meet it. Nothing here references it.</summary>
public sealed class SampleModuleTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_suggestion_reaches_the_staff_and_is_taken_up_once(DatabaseProvider provider)
    {
        await using var host = await Start(provider);
        using var visitor = host.NewClient();
        using var staff = host.NewClient();
        staff.DefaultRequestHeaders.Add(TestLogin.Header, "Suggestions.Read, Suggestions.TakeUp");

        var made = await Submit(visitor, await Page(visitor, "/suggestions"), "Nước ở phố Huế nên trong hơn");
        var list = await Page(staff, "/staff/suggestions");
        var first = await Submit(staff, list);
        var second = await Submit(staff, list);

        Assert.Equal("/suggestions/thanks", made.Headers.Location?.ToString());
        Assert.Contains("Nước ở phố Huế nên trong hơn", list.Body!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Somebody has taken up this suggestion already.", await second.Content.ReadAsStringAsync(Token));
        Assert.Equal(1L, Convert.ToInt64(await Counted(host)));
    }

    [Fact]
    public async Task An_empty_suggestion_is_refused_in_the_language_of_the_visitor()
    {
        await using var host = await Start(DatabaseProvider.Sqlite);
        using var visitor = host.NewClient();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");

        var refused = await Submit(visitor, await Page(visitor, "/suggestions"), " ");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Hãy viết góp ý vào đây.", Read(await refused.Content.ReadAsStringAsync(Token)).Body!.TextContent);
    }

    [Fact]
    public async Task The_list_is_for_those_who_may_read_it()
    {
        await using var host = await Start(DatabaseProvider.Sqlite);
        using var stranger = host.NewClient();
        using var reader = host.NewClient();
        reader.DefaultRequestHeaders.Add(TestLogin.Header, "Suggestions.Read");

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/staff/suggestions", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/staff/suggestions", Token)).StatusCode);
    }

    private async Task<TestHost> Start(DatabaseProvider provider)
    {
        Dictionary<string, string?> settings = new() { ["Modules:Path"] = FixtureHost.Folder, ["Themes:Staff"] = "Fixture.Theme", ["Themes:Public"] = "Fixture.Theme" };
        if (provider is DatabaseProvider.Postgres)
        {
            settings["Database:Provider"] = "Postgres";
            settings["Database:ConnectionString"] = await postgres.CreateDatabaseAsync(Token);
        }
        return await TestHost.StartAsync(settings, services: TestLogin.Use);
    }

    /// <summary>What the module's own listener has counted. The host delivers by itself, a moment later; the test asks until it has.</summary>
    private static async Task<object?> Counted(TestHost host)
    {
        for (var asked = 0; asked < 500; asked++)
        {
            if (await Count(host) is { } counted) return counted;
            await host.Services.GetRequiredService<OutboxDispatcher>().DeliverDue(Token);
            await Task.Delay(20, Token);
        }
        return null;
    }

    private static async Task<object?> Count(TestHost host)
    {
        await using var connection = host.Services.GetRequiredService<Database>().NewReadConnection();
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"TakenUp\" FROM sample_year";
        return await command.ExecuteScalarAsync(Token);
    }

    private static async Task<IHtmlDocument> Page(HttpClient client, string path) => Read(await client.GetStringAsync(path, Token));

    private static IHtmlDocument Read(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Sends the page's form as it stands, with this text where it asks for one.</summary>
    private static Task<HttpResponseMessage> Submit(HttpClient client, IHtmlDocument page, string? text = null)
    {
        var form = (IHtmlFormElement)page.QuerySelector("form")!;
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        if (text is not null) fields["Text"] = text;
        return client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields), Token);
    }
}
