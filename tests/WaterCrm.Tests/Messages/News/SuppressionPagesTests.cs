using System.Net;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Incoming;
using WaterCrm.Tests.Messages.Sending;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.News;

/// <summary>Pages on addresses that are not written to, on mails that came in and on a customer's news, through the real host.</summary>
public abstract class SuppressionPagesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string List = "/staff/admin/messages/suppressions", Received = "/staff/admin/messages/received";

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
    public async Task An_address_is_stopped_by_hand_found_and_allowed_again_and_the_audit_knows()
    {
        Assert.NotNull((await head.Visit(List)).QuerySelector(".empty"));
        var refused = await head.PostForm(List + "/stop", List + "/stop", ("Channel", "email"), ("Address", "nobody"), ("Topic", "All"), ("Note", "why"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("nobody", (await refused.Html()).QuerySelector("#Address")!.GetAttribute("value"));
        var stopped = await head.PostForm(List + "/stop", List + "/stop", ("Channel", "sms"), ("Address", "0912 345 678"), ("Topic", "All"), ("Note", "Asked on the telephone"));
        Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        await Send(new SuppressAddress { Address = "Hoa@example.org", Topic = SuppressedTopic.News, Reason = SuppressionReason.Unsubscribed });

        Assert.Equal(2, Rows(await head.Visit(List)).Count);
        Assert.Contains("84912345678", Assert.Single(Rows(await head.Visit(List + "?q=%2B84%20912%20345"))), StringComparison.Ordinal);
        Assert.Contains("Hoa@example.org", Assert.Single(Rows(await head.Visit(List + "?q=hoa@&reason=Unsubscribed"))), StringComparison.Ordinal);
        var link = (await head.Visit(List + "?reason=ByHand")).QuerySelector("table.rows a[href$='/allow']")!.GetAttribute("href")!;
        Assert.Contains("84912345678", (await head.Visit(link)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await head.PostForm(link, link)).StatusCode);
        Assert.Single(Rows(await head.Visit(List)));
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync(link, Token)).StatusCode);
        var actions = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Select(a => a.Action).ToListAsync(Token));
        Assert.Contains("messages.address-suppressed", actions);
        Assert.Contains("messages.address-allowed", actions);
    }

    [Fact]
    public async Task The_list_of_a_hundred_thousand_is_read_page_by_page_in_the_order_of_an_index()
    {
        var database = host.Services.GetRequiredService<Database>();
        var (id, rows) = database.IsSqlite ? ("randomblob(16)", "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 100000)") : ("gen_random_uuid()", "WITH s AS (SELECT generate_series(1, 100000) AS n)");
        var at = database.IsSqlite ? "strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || (n % 300) || ' hours')" : "timestamptz '2026-01-01 00:00:00Z' + (n % 300) * interval '1 hour'";
        await using (var hold = await database.Writing.Enter("test", Token))
        {
            await hold.Execute($"{rows} INSERT INTO kernel_suppression (\"Id\", \"Version\", \"Channel\", \"Address\", \"Recipient\", \"Topic\", \"Reason\", \"Since\", \"Note\") SELECT {id}, 1, 'email', 'a' || n || '@example.org', 'email:a' || n || '@example.org', 'News', CASE WHEN n % 3 = 0 THEN 'Complained' ELSE 'Unsubscribed' END, {at}, '' FROM s", Token);
            await hold.Commit(Token);
        }

        HashSet<string> seen = [];
        string? after = null;
        for (var page = 0; page < 20; page++)
        {
            var found = await Ask(new FindSuppressions(new(), after));
            Assert.Equal(50, found.Rows.Count);
            Assert.True(found.Rows.All(r => seen.Add(r.Address)));
            after = found.Next;
        }

        await using var scope = host.Services.CreateAsyncScope();
        var handler = (FindSuppressionsHandler)scope.ServiceProvider.GetRequiredService<IRequestHandler<FindSuppressions, SuppressionsFound>>();
        if (!database.IsSqlite) await using (var hold = await database.Writing.Enter("test", Token)) { await hold.Execute("ANALYZE kernel_suppression", Token); await hold.Commit(Token); }
        await using var command = handler.Page(new FindSuppressions(new(), after)).CreateDbCommand();
        command.CommandText = (database.IsSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        if (command.Connection!.State != System.Data.ConnectionState.Open) await command.Connection.OpenAsync(Token);
        await using var plan = await command.ExecuteReaderAsync(Token);
        List<string> lines = [];
        while (await plan.ReadAsync(Token)) lines.Add(plan.GetString(database.IsSqlite ? 3 : 0));
        Assert.Contains(lines, l => l.Contains("IX_kernel_suppression_Since_Id", StringComparison.Ordinal));
        var file = await head.GetStringAsync(List + "/export?q=a9999", Token);
        Assert.Equal(11 + 1 + 1, file.Split("\r\n").Length);   // a9999 and a99990 to a99999, head and end
    }

    [Fact]
    public async Task Only_who_looks_after_addresses_gets_to_them_and_nonsense_is_answered_by_a_page()
    {
        await Send(new SuppressAddress { Address = "=cmd@example.org", Note = "=cmd()" });
        using var director = await host.SignedInAs(StandardRoles.Director);
        foreach (var page in new[] { List, List + "/stop", List + "/export", Received }) Assert.Equal(HttpStatusCode.Forbidden, (await director.GetAsync(page, Token)).StatusCode);
        foreach (var query in new[] { "?q=%00&reason=99&after=%00", "?q=%25%5F%5C%27&reason=Nothing", "?q=%F0%9F%92%A7&after=WyJhIiwiYiJd" })
        {
            Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(List + query, Token)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(List + "/export" + query, Token)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(Received + query.Replace("reason", "kind", StringComparison.Ordinal).Replace("?q", "?from", StringComparison.Ordinal), Token)).StatusCode);
        }

        Assert.Contains("'=cmd@example.org,Mail,everything,stopped by somebody here,", await head.GetStringAsync(List + "/export", Token), StringComparison.Ordinal);
        foreach (var fields in new (string, string)[][] { [("Channel", "x"), ("Address", "a@b.example")], [("Channel", "email"), ("Address", "a\0@b.example")], [("Channel", "sms"), ("Address", "x")], [] })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await head.PostForm(List + "/stop", List + "/stop", fields)).StatusCode);
        foreach (var gone in new[] { $"{List}/{Guid.NewGuid()}/allow", $"{Received}/{Guid.NewGuid()}" }) Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync(gone, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.PostForm(List + "/stop", $"{List}/{Guid.NewGuid()}/allow")).StatusCode);
    }

    [Fact]
    public async Task A_mail_that_came_in_is_shown_as_text_whatever_page_it_brought()
    {
        Assert.NotNull((await head.Visit(Received)).QuerySelector(".empty"));
        await Send(new TakeReceivedMail(System.Text.Encoding.UTF8.GetBytes("From: \"<b>Nam</b>\" <nam@example.org>\r\nTo: care@water.example\r\nSubject: <script>alert(1)</script> No water\r\nMessage-ID: <1@example.org>\r\nDate: Mon, 02 Mar 2026 02:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>There is <b>no water</b></p><script>alert(2)</script><img src=x onerror=alert(3)>\r\n")));

        var list = await head.Visit(Received + "?kind=New&from=nam@");
        var page = await head.Visit(list.QuerySelector("table.rows a")!.GetAttribute("href")!);

        Assert.Contains("no water", page.QuerySelector(".message-words")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script, main img, main b"));
        Assert.Empty(list.QuerySelectorAll("main script, table.rows b"));
        Assert.NotNull((await head.Visit(Received + "?kind=Reply")).QuerySelector(".empty"));
    }

    [Fact]
    public async Task Staff_note_a_wish_with_how_it_was_told_and_no_import_or_change_of_the_customer_takes_it_away()
    {
        using var agent = await host.SignedInAs(StandardRoles.CareStaff);
        agent.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var customer = await Send(new RecordCustomer { Name = "Nguyễn Thị Hoa", Emails = ["hoa@example.org"], Phones = ["0912 345 678"] });
        var page = $"/staff/customers/{customer}/news";
        Assert.Contains("all news", (await agent.Visit($"/staff/customers/{customer}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await agent.Visit(page)).QuerySelectorAll("main form").Length);

        var refused = await agent.PostForm(page, page, ("Channel", "email"), ("Address", "hoa@example.org"), ("Wanted", "visits"));
        var again = await refused.Html();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 1 + 5), (refused.StatusCode, again.QuerySelectorAll("main input[type=checkbox][checked]").Length));
        Assert.NotNull(again.QuerySelector("#Note[aria-invalid=true]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.PostForm(page, page, ("Channel", "email"), ("Address", "nam@example.org"), ("Note", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await agent.PostForm(page, page, ("Channel", "email"), ("Address", "hoa@example.org"), ("Wanted", "visits"), ("Note", "On the telephone, to Mai"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await agent.PostForm(page, page, ("Channel", "sms"), ("Address", "0912 345 678"), ("nothing", "true"), ("Note", "At the desk"))).StatusCode);
        Assert.Contains("On the telephone, to Mai", (await agent.Visit(page)).Body!.TextContent, StringComparison.Ordinal);

        var card = (await Ask(new ShowCustomer(customer)))!;
        await Send(new ChangeCustomer { Id = customer, Version = card.Version, Name = card.Name, Emails = [], Phones = [] });
        await Send(new RecordCustomer { Name = "Nguyễn Thị Hoa", Code = "KH-2", Emails = ["HOA@example.org"], Phones = ["+84 912 345 678"] });

        Assert.Equal((SuppressionReason?)SuppressionReason.Unsubscribed, (await Order(MailRoom.Mail())).Suppressed);
        Assert.Null((await Order(MailRoom.Mail(), "visits")).Suppressed);
        Assert.Equal((SuppressionReason?)SuppressionReason.Unsubscribed, (await Order(MailRoom.Mail("0912345678") with { Channel = MessageChannels.Sms }, "visits")).Suppressed);
        var wish = await host.InScope(s => s.GetRequiredService<KernelDbContext>().NewsWishes.FirstAsync(Token));
        Assert.Equal((NewsSource.Staff, customer, false), (wish.How, wish.CustomerId!.Value, wish.IsWanted));
        using var cashier = await host.SignedInAs(StandardRoles.Cashier);
        Assert.Equal(HttpStatusCode.Forbidden, (await cashier.GetAsync(page, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/staff/customers/{Guid.NewGuid()}/news", Token)).StatusCode);
    }

    private static IReadOnlyList<string> Rows(AngleSharp.Html.Dom.IHtmlDocument page) => [.. page.QuerySelectorAll("table.rows tbody tr").Select(r => r.TextContent)];

    private async Task<T> Send<T>(IRequest<Kernel.Results.Result<T>> command)
    {
        var sent = await host.InScope(s => s.GetRequiredService<IMediator>().Send(command, Token));
        Assert.Null(sent.Error);
        return sent.Value;
    }

    private Task<T> Ask<T>(IRequest<T> query) => host.InScope(s => s.GetRequiredService<IMediator>().Send(query, Token));

    private async Task<OrderedMessage> Order(Envelope order, string? news = null) => (await host.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
        order with { Purpose = Guid.NewGuid().ToString() }, new Wording("news.test", MessageTopic.News, "Title", "Text") { News = news }, token), Token)).Value;
}

public sealed class SuppressionPagesOnSqliteTests(PostgresServer postgres) : SuppressionPagesTests(DatabaseProvider.Sqlite, postgres);

public sealed class SuppressionPagesOnPostgresTests(PostgresServer postgres) : SuppressionPagesTests(DatabaseProvider.Postgres, postgres);
