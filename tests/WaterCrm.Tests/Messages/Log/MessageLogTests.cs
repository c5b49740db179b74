using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Log;

/// <summary>The list of messages: each filter, who may see what, and a hundred thousand of them.</summary>
public abstract class MessageLogTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private static readonly Guid Hoa = new("0195c0de-0000-7000-8000-0000000000aa");

    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(provider, postgres, 0);

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_filter_shows_what_it_names_and_the_newest_stands_first()
    {
        var hoa = await Order(MailRoom.Mail() with { CustomerId = Hoa });
        room.Clock.Advance(TimeSpan.FromDays(1));
        var dung = await Order(MailRoom.Mail("Dung@water.example", "news") with { Name = "Đặng Dung" });
        var sms = await Order(MailRoom.Mail("0912 345 678", "sms") with { Channel = MessageChannels.Sms, Name = "Trần 100%_An" });
        await MessageRows.Stands(room.Harness.Database, dung, MessageState.Bounced);
        var today = DateOnly.FromDateTime(room.Clock.GetUtcNow().UtcDateTime.AddHours(7));

        Assert.Equal([hoa], await Ids(new() { Customer = Hoa }));
        Assert.Equal(hoa, (await Ids(new()))[2]);
        Assert.Equal([dung], await Ids(new() { State = MessageState.Bounced }));
        Assert.Equal([sms], await Ids(new() { Channel = MessageChannels.Sms }));
        Assert.Equal([sms], await Ids(new() { Channel = MessageChannels.Sms, State = MessageState.Queued, Kind = "complaints.received" }));
        Assert.Empty(await Ids(new() { Kind = "complaints.answered" }));
        Assert.Equal([hoa], await Ids(new() { To = today.AddDays(-1) }));
        Assert.Equal(new[] { dung, sms }.Order(), (await Ids(new() { From = today, To = DateOnly.MaxValue })).Order());
        foreach (var (who, found) in new[] { ("dung@", dung), ("đặng", dung), ("DUNG", dung), ("thị hoa", hoa), ("0912345678", sms), ("+84 912 345 678", sms), ("100%_", sms) }) Assert.Equal([found], await Ids(new() { Who = who }));
        foreach (var who in new[] { "water.example", "ung", "100__", "nobody" }) Assert.Empty(await Ids(new() { Who = who }));
        Assert.Equal(3, (await Ids(new() { Who = "a\0b", Kind = " ", Channel = "\0", From = DateOnly.MinValue })).Count);
        Assert.Equal(new Dictionary<MessageState, int> { [MessageState.Queued] = 2, [MessageState.Bounced] = 1 }, await room.Harness.Send(new CountMessages()));
        Assert.Equal(hoa, Assert.Single(await room.Harness.Send(new LastMessages("customer", Hoa))).Id);
        Assert.Contains(hoa, (await room.Harness.Send(new LastMessages("complaint", MailRoom.Complaint))).Select(m => m.Id));
        Assert.Empty(await room.Harness.Send(new LastMessages("case", MailRoom.Complaint)));
    }

    [Fact]
    public async Task Who_may_not_know_the_receiver_finds_no_name_no_address_and_no_word_and_cannot_guess_them()
    {
        var id = await Order(MailRoom.Mail() with { CustomerId = Hoa });
        await MessageRows.Stands(room.Harness.Database, id, MessageState.Failed, "550 <hoa@example.org> is no mailbox");

        var row = Assert.Single((await room.Harness.Send(new FindMessages(new() { Who = "nobody" }, Personal: false))).Rows);
        var shown = (await room.Harness.Send(new ShowMessage(id, Personal: false)))!;
        var open = (await room.Harness.Send(new ShowMessage(id, Personal: true)))!;

        foreach (var seen in new[] { row, shown.Row }) Assert.Equal((null, null, null, "550 <•••> is no mailbox"), (seen.Title, seen.Name, seen.Address, seen.Failure));
        Assert.Equal((null, null, false), (shown.Text, shown.ReceiverUrl, shown.HasPage));
        Assert.Equal(("Nguyễn Thị Hoa", "550 <hoa@example.org> is no mailbox", true), (open.Row.Name, open.Row.Failure, open.HasPage));
        Assert.StartsWith("Kính gửi bà Hoa", open.Text, StringComparison.Ordinal);
        Assert.Null(await room.Harness.Send(new ShowMessage(Guid.NewGuid(), Personal: true)));
    }

    [Fact]
    public async Task A_link_for_a_password_is_read_by_nobody_but_the_receiver()
    {
        var ordered = await room.Harness.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
            MailRoom.Mail(), new Wording(KernelMessages.PasswordLink, MessageTopic.Service, "Your link", "https://water.example/7f3k", "<p>https://water.example/7f3k</p>"), token), TestContext.Current.CancellationToken);

        var shown = (await room.Harness.Send(new ShowMessage(ordered.Value.Id, Personal: true)))!;

        Assert.Equal((true, null, false), (shown.HoldsSecret, shown.Text, shown.HasPage));
        Assert.Null(await room.Harness.Send(new ShowMessagePage(ordered.Value.Id)));
        Assert.NotNull(await room.Harness.Send(new ShowMessagePage(await Order(MailRoom.Mail(purpose: "other")))));
    }

    [Fact]
    public async Task A_hundred_thousand_are_paged_without_gap_by_an_index_and_none_is_sorted()
    {
        await MessageRows.Fill(room.Harness.Database, 100_000);
        foreach (var filter in new MessageFilter[] { new(), new() { State = MessageState.Failed } })
        {
            List<MessageRow> read = [];
            string? after = null;
            for (var page = 0; page < 8; page++)
            {
                var found = await room.Harness.Send(new FindMessages(filter, Personal: true, after));
                read.AddRange(found.Rows);
                after = found.Next;
            }

            Assert.Equal(400, read.Select(r => r.Id).Distinct().Count());
            Assert.Equal(read.Select(r => r.CreatedAt).OrderDescending(), read.Select(r => r.CreatedAt));
        }

        Assert.Equal(10_000, Assert.Single(await room.Harness.Send(new CountMessages())).Value);
        var place = Cursor.Write(new DateTime(2026, 1, 7, 0, 0, 0, DateTimeKind.Utc).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture), Hoa.ToString("N"));
        MessageFilter[] filters = [new(), new() { State = MessageState.Failed }, new() { Channel = "sms" }, new() { Kind = "complaints.answered" }, new() { Channel = "sms", State = MessageState.Failed }, new() { From = new(2026, 1, 2), To = new(2026, 1, 9) }, new() { Who = "Person 77" }];
        foreach (var filter in filters)
            foreach (var after in new[] { null, place })
            {
                var plan = await Plan(h => h.Page(new FindMessages(filter, Personal: true, after)));
                Assert.True(IsOrderedByIndex(plan), $"{filter}, {after}: {plan}");
            }

        var customers = await Plan(h => h.Page(new FindMessages(new() { Customer = Hoa }, Personal: false)));
        Assert.Contains("IX_kernel_message_CustomerId_CreatedAt", customers, StringComparison.Ordinal);
        var counted = await Plan(h => h.Counts());
        Assert.Contains(provider is DatabaseProvider.Sqlite ? "COVERING INDEX IX_kernel_message_State_CreatedAt_Id" : "IX_kernel_message_State_CreatedAt_Id", counted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("WyJhIiwiYiJd")]
    [InlineData("WyI5MjIzMzcyMDM2ODU0Nzc1ODA3IiwiMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAiXQ")]   // after the last moment
    public async Task A_broken_place_in_the_address_means_the_first_page(string after)
    {
        await Order(MailRoom.Mail());

        Assert.Single((await room.Harness.Send(new FindMessages(new(), Personal: true, after))).Rows);
    }

    private bool IsOrderedByIndex(string plan) => provider is DatabaseProvider.Sqlite
        ? plan.Contains("USING INDEX IX_kernel_message_", StringComparison.Ordinal) && !plan.Contains('\n', StringComparison.Ordinal)
        : plan.Contains("IX_kernel_message_", StringComparison.Ordinal) && !plan.Contains("Sort", StringComparison.Ordinal) && !plan.Contains("Seq Scan", StringComparison.Ordinal);

    private async Task<Guid> Order(Envelope order) => (await room.Order(order)).Value.Id;

    private async Task<List<Guid>> Ids(MessageFilter filter) => [.. (await room.Harness.Send(new FindMessages(filter, Personal: true))).Rows.Select(r => r.Id)];

    private async Task<string> Plan<T>(Func<FindMessagesHandler, IQueryable<T>> asked)
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        await using var command = asked((FindMessagesHandler)scope.ServiceProvider.GetRequiredService<IRequestHandler<FindMessages, MessagesFound>>()).CreateDbCommand();
        var sqlite = provider is DatabaseProvider.Sqlite;
        command.CommandText = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        if (command.Connection!.State != System.Data.ConnectionState.Open) await command.Connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> lines = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(rows.GetString(sqlite ? 3 : 0));
        return string.Join('\n', lines);
    }
}

public sealed class MessageLogOnSqliteTests(PostgresServer postgres) : MessageLogTests(DatabaseProvider.Sqlite, postgres);

public sealed class MessageLogOnPostgresTests(PostgresServer postgres) : MessageLogTests(DatabaseProvider.Postgres, postgres);
