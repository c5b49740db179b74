using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Log;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>A message to the same receiver about the same continues the one before it.</summary>
public abstract class ThreadsTests(DatabaseProvider provider, PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_mail_about_a_complaint_answers_the_first_and_the_third_the_second()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port, s => s with { Connections = 1 });
        List<string?> ids = [null];
        foreach (var purpose in new[] { "complaints.received", "complaints.late-sorry", "complaints.answered" })
        {
            await room.Order(MailRoom.Mail(purpose: purpose));
            Assert.Equal(1, await room.Send());
            var mail = await server.NextAsync(Token);
            Assert.Equal((ids[^1], ids[^1]), (mail.Headers.GetValueOrDefault("In-Reply-To"), mail.Headers.GetValueOrDefault("References")));
            ids.Add(mail.Headers["Message-ID"]);
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await room.Order(MailRoom.Mail("nam@example.org", "complaints.answered"));
        await room.Order(MailRoom.Mail(purpose: "complaints.answered") with { About = ("complaint", Guid.NewGuid()) });
        await room.Order(MailRoom.Mail(purpose: "complaints.answered") with { About = ("case", MailRoom.Complaint) });
        Assert.Equal(3, await room.Send());
        for (var i = 0; i < 3; i++) Assert.False((await server.NextAsync(Token)).Headers.ContainsKey("In-Reply-To"));
    }

    [Fact]
    public async Task What_came_back_begins_no_thread()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port);
        var first = (await room.Order(MailRoom.Mail())).Value.Id;
        await room.Send();
        await server.NextAsync(Token);
        await MessageRows.Stands(room.Harness.Database, first, MessageState.Bounced);

        await room.Order(MailRoom.Mail(purpose: "complaints.answered"));
        await room.Send();

        Assert.False((await server.NextAsync(Token)).Headers.ContainsKey("In-Reply-To"));
    }

    /// <summary>Twenty thousand mails go through this question: it must take both indexes and sort nothing.</summary>
    [Fact]
    public async Task Whose_turn_it_is_and_what_it_continues_are_found_by_an_index_each()
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        await MessageRows.Fill(room.Harness.Database, 20_000);

        var plan = await Plan(room);

        Assert.Contains("IX_kernel_message_next", plan, StringComparison.Ordinal);
        Assert.Contains("IX_kernel_message_thread", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(provider is DatabaseProvider.Sqlite ? "TEMP B-TREE" : "Seq Scan on kernel_message ", plan, StringComparison.Ordinal);
    }

    private async Task<string> Plan(MailRoom room)
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<MessageQueue>();
        await using var command = queue.Ordered(queue.Due(MessageChannels.Email, room.Clock.Utc())).Take(MessageQueue.Batch).CreateDbCommand();
        var sqlite = provider is DatabaseProvider.Sqlite;
        command.CommandText = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        if (command.Connection!.State != System.Data.ConnectionState.Open) await command.Connection.OpenAsync(Token);
        await using var rows = await command.ExecuteReaderAsync(Token);
        List<string> lines = [];
        while (await rows.ReadAsync(Token)) lines.Add(rows.GetString(sqlite ? 3 : 0));
        return string.Join('\n', lines);
    }
}

public sealed class ThreadsOnSqliteTests(PostgresServer postgres) : ThreadsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ThreadsOnPostgresTests(PostgresServer postgres) : ThreadsTests(DatabaseProvider.Postgres, postgres);
