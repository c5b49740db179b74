using System.Globalization;
using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Sops;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Composition;

/// <summary>The page of the figures in the real host with all modules: every number is that of the list it opens.</summary>
public sealed class FiguresPageTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;
    private HttpClient care = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(clock: clock);
        care = await host.SignedInAs(StandardRoles.CareStaff);
    }

    public async ValueTask DisposeAsync()
    {
        care?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("", 2, "0 of 0")]
    [InlineData("?period=month&day=2026-03-15", 55, "1 of 3")]
    [InlineData("?period=year", 57, "1 of 3")]
    [InlineData("?from=2026-03-03&to=2026-03-20", 0, "1 of 2")]
    public async Task Every_figure_is_that_of_the_list_it_opens(string asked, int received, string closed)
    {
        await Fill();

        var page = await Get(care, "/staff/figures" + asked);

        Assert.Equal(received, Number(page, "complaints.received"));
        Assert.Equal(closed, page.QuerySelector("[id='complaints.closed-in-time'] .amount span")!.TextContent);
        var whole = int.Parse(closed.Split(' ')[^1], CultureInfo.InvariantCulture);
        foreach (var (code, rows) in new[] { ("complaints.received", received), ("complaints.closed-in-time", whole), ("sops.late-steps", Number(page, "sops.late-steps")) })
            Assert.True(rows == await Rows(Link(page, code).GetAttribute("href")!), $"{code} opens a list of {await Rows(Link(page, code).GetAttribute("href")!)}");
        Assert.True(Number(page, "sops.late-steps") > 0);
    }

    [Fact]
    public async Task A_figure_says_what_it_was_before_and_a_share_of_nothing_is_a_dash()
    {
        await Fill();

        var april = await Get(care, "/staff/figures?period=month&day=2026-04-01");

        Assert.Contains("before, 1 Mar 2026 to 31 Mar 2026: 55", april.GetElementById("complaints.received")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("33% (1 of 3)", april.GetElementById("complaints.closed-in-time")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("–", Link(april, "complaints.closed-in-time").TextContent);
        Assert.Contains("now, whatever the period", april.GetElementById("sops.late-steps")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_that_was_imported_closed_is_received_and_yet_no_success_of_ours()
    {
        await Send(A.Report());
        await Closed((await Send(A.Report())).Value.Id, inTime: true, imported: true);

        var page = await Get(care, "/staff/figures");

        Assert.Equal((2, "0 of 0"), (Number(page, "complaints.received"), page.QuerySelector("[id='complaints.closed-in-time'] .amount span")!.TextContent));
        Assert.Empty((await Get(care, Link(page, "complaints.closed-in-time").GetAttribute("href")!)).QuerySelectorAll("table.rows"));
    }

    [Fact]
    public async Task A_day_belongs_to_the_utility_and_not_to_Greenwich()
    {
        clock.MoveTo(new DateTimeOffset(2026, 3, 31, 17, 30, 0, TimeSpan.Zero));   // half past midnight on the first of April in Viet Nam
        await Send(A.Report());
        await SignInAgain();

        Assert.Equal(1, Number(await Get(care, "/staff/figures?period=month&day=2026-04-01"), "complaints.received"));
        Assert.Equal(0, Number(await Get(care, "/staff/figures?period=month&day=2026-03-01"), "complaints.received"));
    }

    [Fact]
    public async Task An_address_that_names_no_period_gets_a_warning_and_this_month()
    {
        var page = await Get(care, "/staff/figures?from=2026-05-01&to=2026-04-01");

        Assert.Contains("names no period", page.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 Mar 2026 to 31 Mar 2026", page.QuerySelector("main h2")!.TextContent);
    }

    [Fact]
    public async Task Who_may_not_see_complaints_sees_no_figures_of_them_and_who_sees_none_is_told()
    {
        using var webmaster = await host.SignedInAs(StandardRoles.Webmaster);

        var page = await Get(webmaster, "/staff/figures");

        Assert.Empty(page.QuerySelectorAll(".figure"));
        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.NotNull(page.QuerySelector(".frame .menu a[href='/staff/figures']"));
    }

    [Theory]
    [InlineData("vi", "Số liệu", "01/03/2026 đến 31/03/2026")]
    [InlineData("zh-CN", "统计数据", "2026年3月1日至2026年3月31日")]
    public async Task It_is_said_in_the_readers_language(string language, string title, string days)
    {
        care.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = await Get(care, "/staff/figures");

        Assert.Equal((title, days), (page.QuerySelector("h1")!.TextContent, page.QuerySelector("main h2")!.TextContent));
    }

    /// <summary>55 complaints in March, of which three are closed, one of them in time; two in April, on whose last day the reader looks.</summary>
    private async Task Fill()
    {
        for (var i = 0; i < 52; i++) await Send(A.Report());
        List<Guid> closed = [];
        for (var i = 0; i < 3; i++) closed.Add((await Send(A.Report())).Value.Id);
        clock.MoveTo(new DateTimeOffset(2026, 4, 2, 3, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 2; i++) await Send(A.Report());
        clock.Advance(TimeSpan.FromDays(7));
        await host.BackgroundTasks.RunAsync<DeadlineWatch>();
        clock.MoveTo(new DateTimeOffset(2026, 4, 30, 3, 0, 0, TimeSpan.Zero));
        await SignInAgain();
        await Closed(closed[0], inTime: true);
        await Closed(closed[1], inTime: false);
        await Closed(closed[2], inTime: false, day: new DateTime(2026, 3, 25, 3, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>Who has been away for weeks is no longer signed in.</summary>
    private async Task SignInAgain()
    {
        care.Dispose();
        care = await host.SignedInAs(StandardRoles.CareStaff);
    }

    /// <summary>A complaint that was closed: its row is written as the case, or an import, would leave it.</summary>
    private async Task Closed(Guid id, bool inTime, bool imported = false, DateTime? day = null)
    {
        await host.InScope(async services =>
        {
            await using var hold = await services.GetRequiredService<Database>().Writing.Enter("test", Token);
            await hold.Execute(
                "UPDATE complaints_complaint SET \"IsOpen\" = @no, \"Group\" = 'Done', \"WasLate\" = @late, \"ClosedAt\" = @day, \"SortAt\" = @day, \"IsImported\" = @imported, " +
                "\"CaseId\" = CASE WHEN @imported THEN NULL ELSE \"CaseId\" END WHERE \"Id\" = @id",
                Token, ("@no", false), ("@late", !inTime), ("@day", day ?? new DateTime(2026, 3, 10, 3, 0, 0, DateTimeKind.Utc)), ("@imported", imported), ("@id", id));
            await hold.Commit(Token);
            return 0;
        });
    }

    private static IElement Link(IDocument page, string code) => page.GetElementById(code)!.QuerySelector(".amount a")!;

    private static int Number(IDocument page, string code) => int.Parse(Link(page, code).TextContent, CultureInfo.InvariantCulture);

    private async Task<int> Rows(string? address)
    {
        var rows = 0;
        while (address is not null)
        {
            var page = await Get(care, address);
            rows += page.QuerySelectorAll("main table.rows tbody tr").Length;
            address = page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href");
        }
        return rows;
    }

    private static async Task<IDocument> Get(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Token);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
    }

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(services => services.GetRequiredService<IMediator>().Send(request, Token));
}
