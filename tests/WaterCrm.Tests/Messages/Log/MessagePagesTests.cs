using System.Net;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.Log;

/// <summary>The pages on which somebody looks after what went out, through the real host.</summary>
public abstract class MessagePagesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string List = "/staff/admin/messages";

    private TestHost host = null!;
    private HttpClient head = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres);
        head = await host.SignedInAs(StandardRoles.HeadOfCustomerCare);
        head.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async ValueTask DisposeAsync()
    {
        head?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_head_finds_a_failed_message_reads_why_and_sends_it_again_with_a_reason()
    {
        Assert.NotNull((await head.Visit(List)).QuerySelector(".empty"));
        var id = await Order(MailRoom.Mail());
        await Stands(id, MessageState.Uncertain, "The connection was lost.");
        Assert.NotNull((await head.Visit(List + "?state=Failed")).QuerySelector(".empty"));
        var link = (await head.Visit(List + "?state=Uncertain&who=hoa")).QuerySelector("table.rows a")!.GetAttribute("href")!;
        var page = await head.Visit(link);
        Assert.Contains("The connection was lost.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Kính gửi bà Hoa", page.QuerySelector(".message-words[lang=vi]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"/staff/complaints/{MailRoom.Complaint}", page.QuerySelectorAll(".facts a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Complaint", page.QuerySelectorAll(".facts a").Select(a => a.TextContent));

        var refused = await head.Send(link + "/again", page.Filled(link + "/again", ("Reason", "She did not get it.")));
        var asked = await refused.Html();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("#MayArriveTwice", asked.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("She did not get it.", asked.QuerySelector("#Reason")!.TextContent.Trim());
        var sent = await head.Send(link + "/again", asked.Filled(link + "/again", ("Reason", "She did not get it."), ("MayArriveTwice", "true")));
        var newer = sent.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains(newer, (await head.Visit(link)).QuerySelectorAll(".facts a").Select(a => a.GetAttribute("href")));
        var late = await head.Send(link + "/again", asked.Filled(link + "/again", ("Reason", "Twice."), ("MayArriveTwice", "true")));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        var cancelled = await head.Send(newer + "/cancel", (await head.Visit(newer)).Filled(newer + "/cancel"));
        Assert.Equal(newer, cancelled.Headers.Location!.OriginalString);
        Assert.Contains("cancelled", (await head.Visit(newer)).QuerySelector("main .state")!.TextContent, StringComparison.Ordinal);
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        Assert.Contains(newer, (await admin.Visit("/staff/admin/audit?what=messages.cancelled")).QuerySelectorAll("table.rows a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task The_mail_is_shown_by_itself_and_can_do_nothing()
    {
        var id = await Order(MailRoom.Mail());

        using var mail = await head.PostForm($"{List}/{id}", $"{List}/{id}/page");

        Assert.Equal("<p>Kính gửi bà Hoa</p>", await mail.Content.ReadAsStringAsync(Token));
        Assert.Contains("sandbox", Assert.Single(mail.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Assert.Single(mail.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_director_sees_how_messages_fare_and_neither_whom_they_went_to_nor_a_button()
    {
        var id = await Order(MailRoom.Mail());
        await Stands(id, MessageState.Failed, "550 hoa@example.org unknown");
        using var director = await host.SignedInAs(StandardRoles.Director);
        director.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        foreach (var page in new[] { List, $"{List}/{id}", $"{List}/export" })
        {
            var seen = await director.GetStringAsync(page, Token);
            foreach (var hidden in new[] { "Hoa", "hoa@", "Chúng tôi" }) Assert.DoesNotContain(hidden, seen, StringComparison.Ordinal);
            Assert.Contains("•••", WebUtility.HtmlDecode(seen), StringComparison.Ordinal);
        }

        Assert.Null((await director.Visit($"{List}/{id}")).QuerySelector("main form"));
        foreach (var action in new[] { "again", "cancel", "page" }) Assert.Equal(HttpStatusCode.Forbidden, (await director.PostForm($"{List}/{id}", $"{List}/{id}/{action}", ("Reason", "x"))).StatusCode);
        using var agent = await host.SignedInAs(StandardRoles.CareStaff);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync(List, Token)).StatusCode);
    }

    [Fact]
    public async Task The_file_holds_what_the_filter_shows_and_no_formula_and_the_audit_knows()
    {
        await Order(MailRoom.Mail() with { Name = "=cmd()" });
        await Order(MailRoom.Mail("other@example.org"));

        var file = await head.GetStringAsync(List + "/export?who=hoa@", Token);

        Assert.Equal("When,Message,Title,Receiver,Address,Way,State,Tries,Last try,Ended at,Parts,Cost,What went wrong", file.TrimStart('\uFEFF').Split("\r\n")[0]);
        Assert.Contains(",'=cmd(),hoa@example.org,Mail,waits to be sent,0,", file, StringComparison.Ordinal);
        Assert.DoesNotContain("other@example.org", file, StringComparison.Ordinal);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync(a => a.Action == "messages.exported", Token)));
    }

    [Theory]
    [InlineData("?state=99&channel=%00&kind=%00&who=%00&from=x&to=0001-01-01&customer=x&after=%00")]
    [InlineData("?state=Nothing&who=%25%5F%5C%27&from=0001-01-01&to=9999-12-31")]
    [InlineData("?from=9999-12-31&to=9999-12-31&who=%F0%9F%92%A7")]
    public async Task Nonsense_in_the_address_is_answered_by_a_page(string query)
    {
        await Order(MailRoom.Mail());
        Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(List + query, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(List + "/export" + query, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync($"{List}/{Guid.NewGuid()}", Token)).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_read_in_the_form_is_refused_on_the_page()
    {
        var id = await Order(MailRoom.Mail());
        await Stands(id, MessageState.Uncertain, null);

        foreach (var fields in new (string, string)[][] { [("Reason", "Why")], [("Reason", "Why"), ("MayArriveTwice", "x")], [("Reason", " "), ("MayArriveTwice", "true")], [("Reason", "a\0b"), ("MayArriveTwice", "true")] })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await head.PostForm($"{List}/{id}", $"{List}/{id}/again", fields)).StatusCode);
        foreach (var action in new[] { "again", "cancel", "page" }) Assert.Equal(HttpStatusCode.NotFound, (await head.PostForm($"{List}/{id}", $"{List}/{Guid.NewGuid()}/{action}", ("Reason", "x"))).StatusCode);
        using var waits = await head.PostForm($"{List}/{id}", $"{List}/{id}/cancel");
        Assert.Equal(HttpStatusCode.Conflict, waits.StatusCode);
    }

    [Fact]
    public async Task The_customers_page_has_the_last_messages_to_that_customer()
    {
        var customer = (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new WaterCrm.Customers.Features.RecordCustomer { Name = "Nguyễn Thị Hoa" }, Token))).Value;
        Assert.Contains("No message has been written yet.", (await head.Visit($"/staff/customers/{customer}")).Body!.TextContent, StringComparison.Ordinal);
        var id = await Order(MailRoom.Mail() with { CustomerId = customer });

        var links = (await head.Visit($"/staff/customers/{customer}")).QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToList();

        Assert.Contains($"{List}/{id}", links);
        Assert.Contains($"{List}?customer={customer}", links);
        Assert.Single((await head.Visit($"{List}?customer={customer}")).QuerySelectorAll("table.rows tbody tr"));
    }

    private Task Stands(Guid id, MessageState state, string? failure) => MessageRows.Stands(host.Services.GetRequiredService<Database>(), id, state, failure);

    private async Task<Guid> Order(Envelope order) => (await host.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
        order, new Wording("complaints.received", MessageTopic.Service, "Chúng tôi đã nhận được phản ánh C-2026-000001", "Kính gửi bà Hoa,\n\nChúng tôi đã nhận được.", "<p>Kính gửi bà Hoa</p>"), token), Token)).Value.Id;
}

public sealed class MessagePagesOnSqliteTests(PostgresServer postgres) : MessagePagesTests(DatabaseProvider.Sqlite, postgres);

public sealed class MessagePagesOnPostgresTests(PostgresServer postgres) : MessagePagesTests(DatabaseProvider.Postgres, postgres);
