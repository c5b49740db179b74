using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Complaints;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Guidance;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Shell;

/// <summary>The product with the sample module and the sample theme in its folder.</summary>
public sealed class SampleHost : IAsyncLifetime
{
    public const string Task = "WaterCrm.SampleModule.ForgetOldSuggestions";

    private readonly ModulesFolder modules = new(ModulesFolder.Sample, ModulesFolder.Theme);

    public TestHost Host { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync(new() { ["Modules:Path"] = modules.FullName });

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        modules.Dispose();
    }

    /// <summary>What a part of the product would tell the others.</summary>
    public Task Say(IntegrationEvent fact) => Host.Services.GetRequiredService<CommandRunner>().Run<Result<bool>>("test: say", (services, _) =>
    {
        services.GetRequiredService<CommandScope>().Say(fact);
        return System.Threading.Tasks.Task.FromResult<Result<bool>>(true);
    }, Token);

    public static ComplaintClosed Closed(string number, bool inTime) =>
        new() { OccurredAt = DateTime.UtcNow, ComplaintId = Guid.NewGuid(), Number = number, Kind = "no-water", Outcome = "closed", ResolvedInTime = inTime };

    public async Task<Guid> NewCustomer(string name) =>
        (await Host.InScope(s => s.GetRequiredService<IMediator>().Send(new RecordCustomer { Name = name }, Token))).Value;

    /// <summary>The host delivers by itself, a moment later; the test hurries it until a page says what it waits for.</summary>
    public async Task<string> Until(HttpClient reader, string path, Func<string, bool> says)
    {
        for (var asked = 0; ; asked++)
        {
            var page = (await Page(reader, path)).Body!.TextContent;
            if (says(page) || asked == 200) return page;
            await Host.Services.GetRequiredService<OutboxDispatcher>().DeliverDue(Token);
            await System.Threading.Tasks.Task.Delay(20, Token);
        }
    }

    public static async Task<IHtmlDocument> Page(HttpClient client, string path) => new HtmlParser().ParseDocument(await client.GetStringAsync(path, Token));

    public bool HasTask() => Host.BackgroundTasks.States([]).Any(s => s.Name == Task);
}

/// <summary>Each part that the module author guide speaks of, where people meet it.</summary>
public sealed class SampleModulePartsTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private readonly TestHost host = sample.Host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_menu_entry_leads_those_who_may_read_to_its_page_where_its_component_shows_what_was_suggested()
    {
        using var staff = await host.SignedInAs(StandardRoles.CareStaff);
        using var team = await host.SignedInAs(StandardRoles.Team);
        using var visitor = host.NewClient();
        await visitor.PostForm("/suggestions", "/suggestions", ("Text", "Warmer water"));

        Assert.Contains((await SampleHost.Page(staff, "/staff")).QuerySelectorAll("nav a"), a => a.GetAttribute("href") == "/staff/suggestions");
        Assert.Contains((await SampleHost.Page(staff, "/staff/suggestions")).QuerySelectorAll("p.suggestion"), p => p.TextContent == "Warmer water");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/WaterCrm.SampleModule/css/box.css", Token)).StatusCode);
        Assert.DoesNotContain("/staff/suggestions", await team.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await team.GetAsync("/staff/suggestions", Token)).StatusCode);
    }

    [Fact]
    public async Task Its_part_stands_on_the_customers_page_and_what_is_noted_there_belongs_to_the_customer()
    {
        using var head = await host.SignedInAs(StandardRoles.HeadOfCustomerCare);
        using var cashier = await host.SignedInAs(StandardRoles.Cashier);
        var (customer, other) = (await sample.NewCustomer("Lê Thị Hoa"), await sample.NewCustomer("Trần Văn Nam"));
        Assert.Contains("A new customer: ask what we should do better.", await sample.Until(head, $"/staff/customers/{customer}", p => p.Contains("ask what we", StringComparison.Ordinal)), StringComparison.Ordinal);

        var refused = await head.PostForm($"/staff/suggestions/of/{customer}", $"/staff/suggestions/of/{customer}", ("Text", " "));
        var noted = await head.PostForm($"/staff/suggestions/of/{customer}", $"/staff/suggestions/of/{customer}", ("Text", "Bills in one colour"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Lê Thị Hoa", new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(Token)).Body!.TextContent);
        Assert.Equal($"/staff/customers/{customer}", noted.Headers.Location?.OriginalString);
        var part = (await SampleHost.Page(head, $"/staff/customers/{customer}")).QuerySelector(".suggestions-part")!;
        Assert.Contains("Bills in one colour", part.TextContent);
        Assert.DoesNotContain("A new customer", part.TextContent);
        Assert.DoesNotContain("Bills in one colour", (await SampleHost.Page(head, $"/staff/customers/{other}")).Body!.TextContent);
        Assert.Null((await SampleHost.Page(cashier, $"/staff/customers/{customer}")).QuerySelector(".suggestions-part"));
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync($"/staff/suggestions/of/{Guid.NewGuid()}", Token)).StatusCode);
    }

    [Fact]
    public async Task Its_listener_asks_what_could_be_better_when_a_complaint_took_too_long_and_only_then()
    {
        using var staff = await host.SignedInAs(StandardRoles.CareStaff);
        await sample.Say(SampleHost.Closed("C-2026-000001", inTime: true));
        await sample.Say(SampleHost.Closed("C-2026-000002", inTime: false));

        var list = await sample.Until(staff, "/staff/suggestions", p => p.Contains("C-2026-000002", StringComparison.Ordinal));

        Assert.Contains("Complaint C-2026-000002 took too long. What should we do better?", list, StringComparison.Ordinal);
        Assert.DoesNotContain("C-2026-000001", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_task_forgets_what_nobody_took_up_for_as_long_as_the_settings_say()
    {
        using var head = await host.SignedInAs(StandardRoles.HeadOfCustomerCare);
        foreach (var text in new[] { "Old and taken up", "Old and left", "New" }) await host.Client.PostForm("/suggestions", "/suggestions", ("Text", text));
        var article = (await SampleHost.Page(head, "/staff/suggestions")).QuerySelectorAll("article").Single(a => a.TextContent.Contains("Old and taken up", StringComparison.Ordinal));
        await head.PostForm("/staff/suggestions", article.QuerySelector("form")!.GetAttribute("action")!);
        await Write("""UPDATE sample_suggestion SET "MadeAt" = @at WHERE "Text" LIKE 'Old %'""", ("@at", DateTime.UtcNow.AddDays(-731)));

        Assert.True(sample.HasTask());   // 365 days by itself, and 730 where the recipe of another test has said so
        Assert.True(host.BackgroundTasks.TryStart(SampleHost.Task));
        await host.BackgroundTasks.IdleAsync();

        var left = (await SampleHost.Page(head, "/staff/suggestions")).Body!.TextContent;
        Assert.DoesNotContain("Old and left", left, StringComparison.Ordinal);
        Assert.Contains("Old and taken up", left, StringComparison.Ordinal);
        Assert.Contains("New", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_recipe_fills_the_box_and_a_wrong_step_does_nothing_and_says_where_it_is_wrong()
    {
        using var staff = await host.SignedInAs(StandardRoles.CareStaff);
        var recipe = await host.InScope(s => Task.FromResult(s.GetRequiredService<RecipeFiles>().Read("suggestion-box")));

        Assert.Null((await Run(recipe!)).Error);
        Assert.Null((await Run("""
            { "steps": [ { "name": "customers", "customers": [ { "code": "KH-77", "title": "Phạm Lan" } ] },
                         { "name": "suggestions", "suggestions": [ { "text": "A bench at the desk", "customer": "KH-77" } ] } ] }
            """)).Error);
        var wrong = await Run("""{ "steps": [ { "name": "suggestions", "suggestions": [ { "text": "Never to be seen" }, { "words": "?" } ] } ] }""");

        var list = (await SampleHost.Page(staff, "/staff/suggestions")).Body!.TextContent;
        Assert.Contains("Nhắn tin trước khi tạm ngừng cấp nước.", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Never to be seen", list, StringComparison.Ordinal);
        Assert.Equal(["steps[0].suggestions[1].text", "steps[0].suggestions[1].words"], wrong.Error!.Fields.Select(f => f.Field));
        var customers = await staff.GetStringAsync("/staff/customers?q=KH-77", Token);
        Assert.Contains("Phạm Lan", WebUtility.HtmlDecode(customers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_has_its_own_view_instead_of_the_modules_in_the_readers_language()
    {
        Assert.DoesNotContain("drink the water", await host.Client.GetStringAsync("/suggestions/thanks", Token), StringComparison.Ordinal);
        await host.Set(new LookSettings { PublicTheme = "WaterCrm.SampleTheme" });
        try
        {
            using var visitor = host.NewClient();
            var english = await SampleHost.Page(visitor, "/suggestions/thanks");
            visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");
            var vietnamese = await SampleHost.Page(visitor, "/suggestions/thanks");

            Assert.Equal("Thank you", english.QuerySelector("main h1")?.TextContent);
            Assert.Equal("Good ideas come from those who drink the water.", english.QuerySelector("p.thanks")?.TextContent);
            Assert.NotNull(english.QuerySelector(".site-head"));   // the layout is that of the theme it builds on
            Assert.Equal("Ý hay đến từ những người dùng nước.", vietnamese.QuerySelector("p.thanks")?.TextContent);
        }
        finally
        {
            await host.Set(new LookSettings());
        }
    }

    [Theory]
    [InlineData("vi", "Góp ý")]
    [InlineData("zh-Hans", "建议")]
    public async Task Its_pages_speak_the_readers_language(string language, string title)
    {
        using var staff = await host.SignedInAs(StandardRoles.CareStaff);
        staff.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        Assert.Equal(title, (await SampleHost.Page(staff, "/staff/suggestions")).QuerySelector("main h1")?.TextContent.Trim());
    }

    [Fact]
    public void Its_pages_have_their_help_in_every_language()
    {
        var help = host.Services.GetRequiredService<HelpBook>();
        foreach (var (action, page) in new[] { ("List", "Suggestions"), ("Note", "Suggestions.Note") })
        {
            Assert.Equal(page, help.PageOf("WaterCrm.SampleModule", "Suggestions", action));
            Assert.All(Languages.All, l => Assert.True(help.Has("WaterCrm.SampleModule", page, l.Culture.Name), $"{page} in {l.Culture.Name}"));
        }
    }

    private Task<Result<RecipeRun>> Run(string json) => host.InScope(s => s.GetRequiredService<IMediator>().Send(new RunRecipe(json), Token));

    private Task Write(string sql, params (string Name, object? Value)[] values) => host.Services.GetRequiredService<CommandRunner>().Run<Result<int>>("test", async (services, token) =>
        await services.GetRequiredService<CommandScope>().Hold!.Execute(sql, token, values), Token);
}
