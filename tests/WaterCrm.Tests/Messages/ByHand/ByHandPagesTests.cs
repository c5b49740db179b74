using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.ByHand;

/// <summary>The pages of those who post and print, and everybody's notices, through the real host.</summary>
public abstract class ByHandPagesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Posts = "/staff/admin/messages/by-hand", Letters = "/staff/admin/messages/letters", Notices = "/staff/notices";

    private TestHost host = null!;
    private HttpClient head = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres, new FakeTime());   // a Monday morning: at night chat messages wait
        await host.Set(new DeskSettings { MenuSeconds = 300 });
        head = await SignedIn(StandardRoles.HeadOfCustomerCare);
    }

    public async ValueTask DisposeAsync()
    {
        head?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Somebody_copies_the_words_posts_them_says_so_and_the_second_is_told_who_was_first()
    {
        Assert.NotNull((await head.Visit(Posts)).QuerySelector(".empty"));
        var (id, other) = (await Order("zalo", "0912 345 678"), await Order("wechat", "nam_88"));
        var page = await head.Visit(Posts + "?channel=zalo");
        var field = (IHtmlTextAreaElement)page.QuerySelector("main textarea")!;
        Assert.True(field.IsReadOnly);
        Assert.Equal("Kính gửi bà Hoa,\n\nChúng tôi đã nhận được.", field.Value);
        Assert.Equal(field.Id, page.QuerySelector("button[data-copy]")!.GetAttribute("data-copy"));
        Assert.Equal(["WeChat1", "Zalo1"], page.QuerySelectorAll(".tabs a").Select(a => a.TextContent.Trim()).Order());
        Assert.Contains("84912345678", page.QuerySelector("main article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await head.GetAsync("/WaterCrm.Kernel/js/copy.js", Token)).StatusCode);

        var posted = await head.Send($"{Posts}/{id}/posted", page.Filled($"{Posts}/{id}/posted"));
        var late = await head.Send($"{Posts}/{id}/posted", page.Filled($"{Posts}/{id}/posted"));

        Assert.Equal(Posts + "?channel=zalo", posted.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Head of customer care has posted this message already", (await late.Html()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Head of customer care", (await head.Visit("/staff/admin/messages/" + id)).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);

        var refused = await head.PostForm(Posts + "?channel=wechat", $"{Posts}/{other}/not-posted", ("reason", " "));
        var asked = await refused.Html();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True(asked.QuerySelector("main details")!.HasAttribute("open"));
        Assert.Equal("#reason", asked.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.NotNull(asked.QuerySelector("#reason"));
        var dropped = await head.PostForm(Posts + "?channel=wechat", $"{Posts}/{other}/not-posted", ("reason", "She left."));
        Assert.Equal(HttpStatusCode.Redirect, dropped.StatusCode);
        Assert.Contains("She left.", (await head.Visit("/staff/admin/messages/" + other)).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await head.PostForm("/staff/search", $"{Posts}/{Guid.NewGuid()}/posted")).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_post_sees_none_of_it()
    {
        var id = await Order("zalo", "0912 345 678");
        using var agent = await SignedIn(StandardRoles.CareStaff);

        foreach (var page in new[] { Posts, Letters }) Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync(page, Token)).StatusCode);
        foreach (var action in new[] { $"{Posts}/{id}/posted", $"{Posts}/{id}/not-posted", Letters, Letters + "/sheets", Letters + "/pdf", Letters + "/printed" })
            Assert.Equal(HttpStatusCode.Forbidden, (await agent.PostForm("/staff/search", action)).StatusCode);
        Assert.DoesNotContain("by-hand", await agent.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        Assert.Contains((await head.Visit("/staff")).QuerySelectorAll("nav a"), a => a.GetAttribute("href") == Posts && a.TextContent.Contains('1'));
    }

    [Fact]
    public async Task Letters_that_were_printed_wait_until_somebody_says_so_also_over_a_restart()
    {
        for (var i = 0; i < 3; i++) await Order("letter", $"{i} Lê Lợi\nQuận 1", $"p{i}");
        var refused = await head.PostForm(Letters, Letters, ("Kind", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await head.PostForm(Letters, Letters, ("Chosen", "nonsense"))).StatusCode);

        var chosen = await (await head.PostForm(Letters, Letters, ("All", "true"))).Html();
        var ids = ((IHtmlInputElement)chosen.QuerySelector("input[name=ids]")!).Value;
        var sheets = await head.Send(Letters + "/sheets", chosen.Filled(Letters + "/sheets"));
        Assert.Equal(3, (await sheets.Html()).QuerySelectorAll("article.letter").Length);
        Assert.Contains("style-src 'sha256-", Assert.Single(sheets.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Null(chosen.QuerySelector($"form[action='{Letters}/pdf']"));
        Assert.Equal(HttpStatusCode.Conflict, (await head.PostForm(Letters, Letters + "/pdf", ("ids", ids))).StatusCode);
        Assert.Equal(3, await Waiting());

        head.Dispose();
        await host.RestartAsync();
        head = await SignedIn(StandardRoles.HeadOfCustomerCare);
        Assert.Equal(3, await Waiting());
        var noted = await head.PostForm("/staff/search", Letters + "/printed", ("ids", ids));
        Assert.Equal(Letters, noted.Headers.Location!.OriginalString);
        Assert.Contains("3 letters are noted as printed.", (await head.Visit(Letters)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await Waiting());
        Assert.Equal(HttpStatusCode.Conflict, (await head.PostForm("/staff/search", Letters + "/sheets", ("ids", ids))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await head.PostForm("/staff/search", Letters + "/printed", ("ids", "x y z"))).StatusCode);
    }

    [Fact]
    public async Task The_bell_counts_what_is_new_and_opening_leads_on_and_takes_it_away_at_once()
    {
        var (mine, me) = await host.NewPerson(StandardRoles.CareStaff);
        using var browser = mine;
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var ids = new[] { await Order("app", me.ToString(), "a"), await Order("app", me.ToString(), "b") };
        var start = await browser.Visit(Notices);
        Assert.Equal(("2 new notices", Notices), (start.QuerySelector("a.bell")!.GetAttribute("aria-label"), start.QuerySelector("a.bell")!.GetAttribute("href")));
        Assert.Equal(2, start.QuerySelectorAll(".notices li.new").Length);

        var opened = await browser.Send($"{Notices}/{ids[0]}/open", start.Filled($"{Notices}/{ids[0]}/open"));

        Assert.Equal($"/staff/complaints/{MailRoom.Complaint}", opened.Headers.Location!.OriginalString);
        Assert.Equal("1 new notice", (await browser.Visit("/staff")).QuerySelector("a.bell")!.GetAttribute("aria-label"));
        Assert.Equal(HttpStatusCode.NotFound, (await head.PostForm(Notices, $"{Notices}/{ids[1]}/open")).StatusCode);
        Assert.Equal("Notices", (await head.Visit(Notices)).QuerySelector("a.bell")!.GetAttribute("aria-label"));
        var page = await browser.Visit(Notices + "?unread=true");
        Assert.Single(page.QuerySelectorAll(".notices li"));
        await browser.Send(Notices + "/read", page.Filled(Notices + "/read"));
        Assert.Null((await browser.Visit(Notices)).QuerySelector("a.bell .count"));
        Assert.NotNull((await browser.Visit(Notices + "?unread=true&after=x")).QuerySelector(".empty"));
    }

    private async Task<int> Waiting() => (await head.Visit(Letters)).QuerySelectorAll("input[name=Chosen]").Length;

    private async Task<HttpClient> SignedIn(string role)
    {
        var browser = await host.SignedInAs(role);
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return browser;
    }

    private async Task<Guid> Order(string channel, string address, string purpose = "complaints.received") =>
        (await host.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
            MailRoom.Mail(address, purpose) with { Channel = channel }, new Wording("complaints.received", MessageTopic.Service, "Chúng tôi đã nhận được phản ánh", "Kính gửi bà Hoa,\n\nChúng tôi đã nhận được."), token), Token)).Value.Id;
}

public sealed class ByHandPagesOnSqliteTests(PostgresServer postgres) : ByHandPagesTests(DatabaseProvider.Sqlite, postgres);

public sealed class ByHandPagesOnPostgresTests(PostgresServer postgres) : ByHandPagesTests(DatabaseProvider.Postgres, postgres);
