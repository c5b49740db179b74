using System.Net;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Costs;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Log;
using WaterCrm.Tests.Messages.Sending;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.Costs;

/// <summary>What the messages of a month came to.</summary>
public abstract class MessageCostsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private MailRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(provider, postgres, 0);

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_hundred_thousand_messages_are_counted_by_an_index_and_nothing_is_sorted()
    {
        await MessageRows.Fill(room.Harness.Database, 100_000);   // 300 hours from New Year on: every fourth a text, every tenth failed
        await Change("UPDATE kernel_message SET \"Parts\" = 2, \"Cost\" = 1500 WHERE \"Channel\" = 'sms' AND \"State\" = 'Sent'");
        await Change("UPDATE kernel_message SET \"CreatedAt\" = @at WHERE \"Purpose\" = 'p4'", ("@at", new DateTime(2026, 1, 31, 17, 0, 0, DateTimeKind.Utc)));   // midnight of 1 February in Viet Nam

        var january = await room.Harness.Send(new ShowMessageCosts(new(2026, 1, 17)));
        var february = await room.Harness.Send(new ShowMessageCosts(new(2026, 2, 28)));

        Assert.Equal([new ChannelCosts("email", 75_000, 70_000, null, 5_000), new ChannelCosts("sms", 24_999, 39_998, 19_999 * 1500L, 5_000)], january);
        Assert.Equal([new ChannelCosts("sms", 1, 2, 1500, 0)], february);
        Assert.Empty(await room.Harness.Send(new ShowMessageCosts(new(2025, 12, 1))));
        foreach (var plan in new[] { await Plan(h => h.Of("sms", new(2026, 2, 1))), await Plan(h => h.After("email")) })
        {
            Assert.Contains("IX_kernel_message_Channel_", plan, StringComparison.Ordinal);
            foreach (var sorting in new[] { "TEMP B-TREE", "Sort", "Seq Scan" }) Assert.DoesNotContain(sorting, plan, StringComparison.Ordinal);
        }

        Assert.Contains("Channel_CreatedAt_Id", await Plan(h => h.Of("sms", new(2026, 2, 1))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?month=2026-13")]
    [InlineData("?month=9999-12")]
    [InlineData("?month=%00")]
    [InlineData("?month=2026-02")]
    public async Task The_page_and_its_file_show_a_month_and_nonsense_is_the_present_one(string query)
    {
        await using var host = await TestHost.StartAsync(provider, postgres, clock: new FakeTime());
        using var director = await host.SignedInAs(StandardRoles.Director);
        director.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await MessageRows.Fill(host.Services.GetRequiredService<Database>(), 300);

        var page = await director.Visit("/staff/admin/messages/costs" + query);
        var file = await director.GetStringAsync("/staff/admin/messages/costs/export" + query, Token);

        Assert.Equal(query.EndsWith("2026-02", StringComparison.Ordinal) ? "2026-02" : "2026-03", page.QuerySelector("#month")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.Equal("Month,Way,Messages,Parts,Cost,Did not arrive\r\n", file.TrimStart('\uFEFF'));
        var january = await director.Visit("/staff/admin/messages/costs?month=2026-01");
        Assert.Equal(2, january.QuerySelectorAll("table.rows tbody tr").Length);
        Assert.Contains("2026-01,Text message,75,", await director.GetStringAsync("/staff/admin/messages/costs/export?month=2026-01", Token), StringComparison.Ordinal);
        using var agent = await host.SignedInAs(StandardRoles.CareStaff);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync("/staff/admin/messages/costs", Token)).StatusCode);
    }

    private async Task Change(string statement, params (string, object?)[] values)
    {
        await using var hold = await room.Harness.Database.Writing.Enter("test", Token);
        await hold.Execute(statement, Token, values);
        await hold.Commit(Token);
    }

    private async Task<string> Plan<T>(Func<ShowMessageCostsHandler, IQueryable<T>> asked)
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        await using var command = asked((ShowMessageCostsHandler)scope.ServiceProvider.GetRequiredService<IRequestHandler<ShowMessageCosts, IReadOnlyList<ChannelCosts>>>()).CreateDbCommand();
        var sqlite = provider is DatabaseProvider.Sqlite;
        command.CommandText = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        if (command.Connection!.State != System.Data.ConnectionState.Open) await command.Connection.OpenAsync(Token);
        await using var rows = await command.ExecuteReaderAsync(Token);
        List<string> lines = [];
        while (await rows.ReadAsync(Token)) lines.Add(rows.GetString(sqlite ? 3 : 0));
        return string.Join('\n', lines);
    }
}

public sealed class MessageCostsOnSqliteTests(PostgresServer postgres) : MessageCostsTests(DatabaseProvider.Sqlite, postgres);

public sealed class MessageCostsOnPostgresTests(PostgresServer postgres) : MessageCostsTests(DatabaseProvider.Postgres, postgres);
