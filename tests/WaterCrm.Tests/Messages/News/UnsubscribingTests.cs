using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.News;

/// <summary>What the link of a mail with news does, through the real host: looking changes nothing, one click does, and everything can be taken back.</summary>
public abstract partial class UnsubscribingTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres, clock);
        await host.Set(new MailSettings { From = "care@water.example", PublicAddress = "https://crm.example.org/" });
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Scanners_may_look_as_often_as_they_like_and_nothing_changes()
    {
        var link = await Link(await Order());

        for (var i = 0; i < 5; i++)
            foreach (var (method, header, value) in new[] { ("GET", "User-Agent", "scanner"), ("HEAD", "X", "y"), ("GET", "Sec-Purpose", "prefetch;prerender"), ("GET", "Purpose", "prefetch"), ("GET", "X-Moz", "prefetch") })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), $"{link}{(i == 4 ? "?List-Unsubscribe=One-Click" : "")}");
                request.Headers.TryAddWithoutValidation(header, value);
                using var answer = await host.Client.SendAsync(request, Token);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

        foreach (var path in new[] { "/choose", "/undo" }) Assert.False((await host.Client.GetAsync(link + path, Token)).IsSuccessStatusCode);
        Assert.Empty(await Wishes());
        Assert.Null((await Order()).Never);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task One_click_holds_at_once_answers_200_sets_no_cookie_and_twice_is_once(bool asFile)
    {
        var (first, waits, other) = (await Order(), await Order("newsletter"), await Order("surveys"));
        var link = await Link(first);

        for (var i = 0; i < 2; i++)
        {
            using HttpContent body = asFile ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } } : new StringContent("List-Unsubscribe=One-Click", new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
            using var answer = await new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address }.PostAsync(link, body, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        var wish = Assert.Single(await Wishes());
        Assert.Equal(("email:hoa@example.org", "newsletter", false, NewsSource.OneClick, first.Id, FakeTime.Monday.UtcDateTime), (wish.Recipient, wish.Topic, wish.IsWanted, wish.How, wish.SourceMessageId!.Value, wish.Since));
        Assert.Equal((MessageState.Suppressed, "Not sent: the receiver does not want this kind of news."), await Stands(waits.Id));
        Assert.Equal(MessageState.Queued, (await Stands(other.Id)).State);
        Assert.Equal(SuppressionReason.Unsubscribed, (await Order(address: "HOA@example.org")).Suppressed);
        Assert.Null((await Order("surveys")).Suppressed);
        Assert.Null((await Order(address: "nam@example.org")).Suppressed);
        Assert.Null((await Order(topic: MessageTopic.Service)).Suppressed);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync(a => a.Action == "messages.news-changed", Token)));
    }

    [Fact]
    public async Task What_is_not_the_agreed_body_changes_nothing_and_is_no_failure()
    {
        var link = await Link(await Order());
        foreach (var (body, type) in new[] { ("", "application/x-www-form-urlencoded"), ("List-Unsubscribe=Two", "application/x-www-form-urlencoded"), ("x", "text/plain"), ("{}", "application/json"), ("--x\r\nbroken", "multipart/form-data; boundary=x"), ("List-Unsubscribe=%00%FF", "application/x-www-form-urlencoded") })
        {
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await host.Client.PostAsync(link, content, Token);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{body}: {answer.StatusCode}");
        }

        Assert.Empty(await Wishes());
    }

    [Fact]
    public async Task A_link_that_was_changed_or_made_up_opens_a_page_that_says_so_and_no_failure()
    {
        var link = await Link(await Order());
        var token = link.Split('/')[^1];
        var other = (await Link(await Order(address: "nam@example.org"))).Split('/')[^1];
        foreach (var wrong in new[] { "x", token[..^1], token + "A", token[..20] + "AAAA" + token[24..], token[..60] + other[60..], new string('A', 3000), "%00", "%F0%9F%92%A7", "..%2f..", token.ToUpperInvariant() })
            foreach (var path in new[] { "", "/undo", "/choose" })
            {
                using var answer = path == "" ? await host.Client.GetAsync("/unsubscribe/" + wrong, Token) : await host.Client.PostAsync("/unsubscribe/" + wrong + path, new FormUrlEncodedContent([]), Token);
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{wrong}{path}: {answer.StatusCode}");
            }

        Assert.Contains("call us", (await (await host.Client.GetAsync("/unsubscribe/x?lang=en", Token)).Html()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("hoa", token, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Wishes());
    }

    [Fact]
    public async Task The_link_of_one_says_nothing_about_another_and_works_after_years()
    {
        var (hoa, nam) = (await Link(await Order()), await Link(await Order(address: "nam@example.org")));
        clock.Advance(TimeSpan.FromDays(3 * 365));

        await OneClick(hoa);

        Assert.Equal("email:hoa@example.org", Assert.Single(await Wishes()).Recipient);
        Assert.Null((await host.Client.Visit(nam)).QuerySelector("form[action$='/undo']"));
        Assert.NotNull((await host.Client.Visit(hoa)).QuerySelector("form[action$='/undo']"));
    }

    [Fact]
    public async Task The_page_speaks_the_receivers_language_names_nobody_and_is_kept_by_nobody()
    {
        var link = await Link(await Order());
        host.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-Hans");
        Assert.Contains("Bạn nhận tin này trong mục: Bản tin. Chọn tin bạn muốn nhận hoặc hủy đăng ký:", await host.InScope(s => s.GetRequiredService<KernelDbContext>().Messages.Select(m => m.Content.Text).SingleAsync(Token)), StringComparison.Ordinal);

        using var answer = await host.Client.GetAsync(link, Token);
        var page = await answer.Html();

        Assert.Equal("vi", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("h•••@e•••.org", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(["hoa@example.org", "Nguyễn", "Hoa"], personal => Assert.DoesNotContain(personal, page.DocumentElement.OuterHtml, StringComparison.Ordinal));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
        Assert.Equal("zh-Hans", (await host.Client.Visit(link + "?lang=zh-Hans")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task On_the_page_one_chooses_refuses_everything_and_takes_it_back()
    {
        var link = await Link(await Order());
        await Press(link, "", ("List-Unsubscribe", "One-Click"), ("by", "page"));
        Assert.Equal(NewsSource.Link, Assert.Single(await Wishes()).How);
        Assert.Equal(["planned-works", "saving-water", "surveys", "visits"], Ticked(await host.Client.Visit(link)));

        await Press(link, "/undo");
        Assert.Equal(5, Ticked(await host.Client.Visit(link)).Count);
        await Press(link, "/choose", ("Wanted", "surveys"), ("Wanted", "visits"), ("Wanted", "nonsense"));
        Assert.Equal(["surveys", "visits"], Ticked(await host.Client.Visit(link)));
        Assert.Equal((SuppressionReason?)SuppressionReason.Unsubscribed, (await Order("saving-water")).Suppressed);
        Assert.Null((await Order("visits")).Suppressed);

        await Press(link, "/choose", ("Wanted", "surveys"), ("nothing", "true"));
        Assert.Empty(Ticked(await host.Client.Visit(link)));
        var stop = Assert.Single(await host.InScope(s => s.GetRequiredService<KernelDbContext>().Suppressions.ToListAsync(Token)));
        Assert.Equal((SuppressedTopic.News, SuppressionReason.Unsubscribed, NewsSource.Link), (stop.Topic, stop.Reason, stop.How!.Value));
        Assert.Equal((SuppressionReason?)SuppressionReason.Unsubscribed, (await Order("visits")).Suppressed);
        Assert.Null((await Order(topic: MessageTopic.Service)).Suppressed);

        await Press(link, "/choose", ("Wanted", "visits"));
        Assert.Equal(["visits"], Ticked(await host.Client.Visit(link)));
        Assert.Null((await Order("visits")).Suppressed);
        await Press(link, "/choose");   // nothing ticked is nothing wanted
        await Press(link, "/undo");
        Assert.Equal(["newsletter", "visits"], Ticked(await host.Client.Visit(link)));
    }

    [Fact]
    public async Task Who_was_stopped_by_hand_or_is_dead_cannot_be_brought_back_by_the_link()
    {
        var link = await Link(await Order());
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new WaterCrm.Kernel.Messages.Suppressing.SuppressAddress { Address = "hoa@example.org" }, Token));

        await Press(link, "/undo");
        await Press(link, "/choose", ("Wanted", "visits"));

        Assert.Equal((SuppressionReason?)SuppressionReason.ByHand, (await Order("visits")).Suppressed);
        Assert.Null((await host.Client.Visit(link)).QuerySelector("main form"));
    }

    [Fact]
    public async Task A_flood_is_told_to_wait_and_the_page_can_still_be_read()
    {
        await host.Set(new QuietSettings { AnswersPerMinute = 2 });
        var link = await Link(await Order());

        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 6; i++) answers.Add(await OneClick(link));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Take(3));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(link, Token)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await OneClick(link));
    }

    private static IReadOnlyList<string> Ticked(IHtmlDocument page) => [.. page.QuerySelectorAll("main input[type=checkbox]").Cast<IHtmlInputElement>().Where(i => i.IsChecked).Select(i => i.Value).Order(StringComparer.Ordinal)];

    private async Task<HttpStatusCode> OneClick(string link) => (await host.Client.PostAsync(link, new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]), Token)).StatusCode;

    private async Task Press(string link, string path, params (string, string)[] fields)
    {
        using var answer = await host.Client.PostAsync(link + path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))), Token);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{path}: {answer.StatusCode}");
    }

    private Task<List<NewsWish>> Wishes() => host.InScope(s => s.GetRequiredService<KernelDbContext>().NewsWishes.ToListAsync(Token));

    private Task<(MessageState State, string? Failure)> Stands(Guid id) => host.InScope(async s => await s.GetRequiredService<KernelDbContext>().Messages.SingleAsync(m => m.Id == id, Token) is var m ? (m.State, m.Failure) : default);

    /// <summary>The path of the link in a mail's text.</summary>
    private Task<string> Link(OrderedMessage message) => host.InScope(async s => Linked().Match(await s.GetRequiredService<KernelDbContext>().Messages.Where(m => m.Id == message.Id).Select(m => m.Content.Text).SingleAsync(Token)).Groups[1].Value);

    private async Task<OrderedMessage> Order(string? news = null, string address = "hoa@example.org", MessageTopic topic = MessageTopic.News)
    {
        var ordered = await host.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
            MailRoom.Mail(address, Guid.NewGuid().ToString()), new Wording("news.test", topic, "Tin mới", "Kính gửi bà", "<p>Kính gửi bà</p>") { News = news }, token), Token);
        return ordered.Value;
    }

    [GeneratedRegex(@"https://crm\.example\.org(/unsubscribe/\S+)")]
    private static partial Regex Linked();
}

public sealed class UnsubscribingOnSqliteTests(PostgresServer postgres) : UnsubscribingTests(DatabaseProvider.Sqlite, postgres);

public sealed class UnsubscribingOnPostgresTests(PostgresServer postgres) : UnsubscribingTests(DatabaseProvider.Postgres, postgres);
