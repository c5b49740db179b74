using AngleSharp;
using AngleSharp.Html.Dom;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.People;
using WaterCrm.Modularity.Security;
using WaterCrm.Sops;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.StartPages;

/// <summary>The start page as each role sees it in the real host, with all modules: seven questions at most, and every number is that of its list.</summary>
public sealed class StartPageTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    public static TheoryData<string> Roles => [.. StandardRoles.All];

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock, services: services => services.AddContribution<IStartQuestion, Broken>());

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task Every_number_is_that_of_the_list_it_opens(string role)
    {
        await Fill();
        var (browser, person) = await host.NewPerson(role);
        var colleague = (await host.NewPerson(StandardRoles.Director, StandardRoles.CareStaff, StandardRoles.Team)).Id;
        await host.InScope(async services =>
        {
            var day = services.GetRequiredService<WaterCrm.Kernel.Words.LocalFormat>().Today;
            var db = services.GetRequiredService<WaterCrm.Kernel.Data.CommandRunner>();
            return await db.Run<WaterCrm.Kernel.Results.Result<Guid>>("test", async (own, token) =>
            {
                var kernel = own.GetRequiredService<WaterCrm.Kernel.Data.KernelDbContext>();
                var absence = WaterCrm.Kernel.Staffing.Domain.Absence.Enter(Guid.CreateVersion7(), colleague, person, day, day, null, null, day, []).Value;
                kernel.Add(absence);
                await kernel.SaveChangesAsync(token);
                return absence.Id;
            }, TestContext.Current.CancellationToken);
        });
        using (browser)
        {
            var page = await Get(browser, "/staff");
            var questions = page.QuerySelectorAll(".question");

            Assert.InRange(questions.Length, 1, StartPage.MostQuestions);
            foreach (var question in questions)
            {
                var (title, link) = (question.QuerySelector("h2")!.TextContent, question.QuerySelector(".question-head a")!);
                var count = int.Parse(link.TextContent.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(count == await Rows(browser, link.GetAttribute("href")!), $"{title} says {count}, its list has {await Rows(browser, link.GetAttribute("href")!)}");
                Assert.True(question.QuerySelectorAll("tbody tr").Length == Math.Min(count, StartPage.MostLines), title);
            }
        }
    }

    [Fact]
    public async Task Each_role_finds_its_own_questions()
    {
        await Fill();

        Assert.Contains("What is late?", await Questions(StandardRoles.CareStaff));
        Assert.DoesNotContain("Which complaints are late?", await Questions(StandardRoles.CareStaff));
        Assert.Contains("Which complaints are late?", await Questions(StandardRoles.HeadOfCustomerCare));
        Assert.Contains("Which complaints are late?", await Questions(StandardRoles.Cashier));
        Assert.DoesNotContain("What was taken up to me?", await Questions(StandardRoles.Cashier));
        Assert.Contains("What was taken up to me?", await Questions(StandardRoles.Director));
        Assert.DoesNotContain("What has nobody taken?", await Questions(StandardRoles.Director));
        Assert.Contains("Which complaints are late?", await Questions(StandardRoles.Administrator));
        Assert.Contains("What did people say about pages?", await Questions(StandardRoles.Webmaster));
        Assert.DoesNotContain("What did people say about pages?", await Questions(StandardRoles.Director));
    }

    [Fact]
    public async Task A_question_that_fails_leaves_a_note_and_the_others()
    {
        await Fill();
        using var browser = await host.SignedInAs(StandardRoles.CareStaff);

        var page = await Get(browser, "/staff");

        Assert.Single(page.QuerySelectorAll(".questions .alert-warning"));
        Assert.NotEmpty(page.QuerySelectorAll(".question"));
        Assert.Contains("Broken", host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_says_how_much_waits_in_the_inbox_and_counts_again_after_a_few_seconds()
    {
        using var browser = await host.SignedInAs(StandardRoles.CareStaff);
        Assert.Null((await Get(browser, "/staff")).QuerySelector(".frame .menu a[href='/staff/tasks'] .count"));
        await Send(A.Report());
        Assert.Null((await Get(browser, "/staff/teams")).QuerySelector(".frame .menu a[href='/staff/tasks'] .count"));   // kept for a moment

        clock.Advance(TimeSpan.FromSeconds(6));

        var said = (await Get(browser, "/staff/teams")).QuerySelector(".frame .menu a[href='/staff/tasks'] .count")!.TextContent;
        Assert.Equal((await Rows(browser, "/staff/tasks")).ToString(System.Globalization.CultureInfo.InvariantCulture), said);
    }

    /// <summary>Complaints in several steps, late, taken up, due and free ones, and what people said about pages; more of each than a start page shows.</summary>
    private async Task Fill()
    {
        var said = new List<Guid>();
        for (var i = 0; i < StartPage.MostLines + 2; i++) said.Add((await Send(new SendFeedback($"Wrong in {i}", "/staff"))).Value);
        await Send(new SettleFeedback(said[0], "corrected"));
        foreach (var kind in Enumerable.Repeat("leak", 7)) await Send(A.Report() with { Kind = kind });
        clock.Advance(TimeSpan.FromDays(7));
        await host.BackgroundTasks.RunAsync<DeadlineWatch>();
        foreach (var kind in Enumerable.Repeat("no-water", 7)) await Send(A.Report() with { Kind = kind });
    }

    private async Task<List<string>> Questions(string role)
    {
        using var browser = await host.SignedInAs(role);
        return [.. (await Get(browser, "/staff")).QuerySelectorAll(".question h2").Select(h => h.TextContent)];
    }

    private static async Task<int> Rows(HttpClient browser, string? address)
    {
        var rows = 0;
        for (; address is not null;)
        {
            var page = await Get(browser, address);
            rows += page.QuerySelectorAll("main table.rows tbody tr").Length;
            address = page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href");
        }
        return rows;
    }

    private static async Task<IHtmlDocument> Get(HttpClient browser, string address)
    {
        var html = await browser.GetStringAsync(address, TestContext.Current.CancellationToken);
        return (IHtmlDocument)await BrowsingContext.New(Configuration.Default).OpenAsync(answer => answer.Content(html), TestContext.Current.CancellationToken);
    }

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(services => services.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken));

    private sealed class Broken : IStartQuestion
    {
        public int Order => 99;

        public IReadOnlyCollection<string> Roles => [StandardRoles.CareStaff];

        public Permission Permission => SopsPermissions.Answer;

        public Task<StartAnswer> Ask(int most, CancellationToken token) => throw new InvalidOperationException("The lights went out.");
    }
}
