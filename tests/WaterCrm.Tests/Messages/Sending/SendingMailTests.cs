using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>What is ordered is sent once, by a real mail server; what goes wrong on the way is known, and nothing is lost or doubled.</summary>
public abstract class SendingMailTests(DatabaseProvider provider, PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_ordered_twice_is_sent_once_and_arrives_as_it_was_written()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port, s => s with { ReplyTo = "answers@water.example", Connections = 1 });

        var first = await room.Order(MailRoom.Mail());
        var second = await room.Order(MailRoom.Mail("HOA@example.org"));
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        await room.Order(MailRoom.Mail(purpose: "complaints.answered"));
        Assert.Equal((true, false, first.Value.Id), (first.Value.IsNew, second.Value.IsNew, second.Value.Id));
        Assert.Equal(2, await room.Send());
        Assert.Equal(0, await room.Send());

        var mail = await server.NextAsync(Token);
        Assert.Equal(("care@water.example", "hoa@example.org"), (mail.From, mail.To[0]));
        Assert.Equal("Chúng tôi đã nhận được phản ánh C-2026-000001", mail.Subject);
        Assert.Equal("Kính gửi bà Hoa,\n\nChúng tôi đã nhận được.\n.\nHết.", mail.Text!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal("<p>Kính gửi bà Hoa</p>", mail.Html!.TrimEnd());
        Assert.Equal("Cấp nước Sài Gòn <care@water.example>", mail.Headers["From"]);
        Assert.Equal(("answers@water.example", "auto-generated"), (mail.Headers["Reply-To"], mail.Headers["Auto-Submitted"]));
        var kept = await room.Find(first.Value.Id);
        Assert.Equal((MessageState.Sent, 1, (string?)null), (kept.State, kept.Tries, kept.HeldBy));
        Assert.Equal($"<{kept.Reference}>", mail.Headers["Message-ID"]);
        Assert.Equal(first.Value.Id, MailNames.MessageOf(kept.Reference!));
    }

    [Fact]
    public async Task What_a_command_took_back_is_not_sent()
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);

        var refused = await room.Order(MailRoom.Mail("nobody"));

        Assert.Equal("messages.no-mail-address", refused.Error?.Code);
        Assert.Empty(await room.States());
    }

    [Fact]
    public async Task Urgent_goes_before_normal_and_bulk_comes_last_and_what_is_not_due_waits()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port, s => s with { Connections = 1 });
        await room.Order(MailRoom.Mail("news@example.org") with { Priority = MessagePriority.Bulk });
        await room.Order(MailRoom.Mail("normal@example.org"));
        await room.Order(MailRoom.Mail("later@example.org") with { NotBefore = room.Clock.GetUtcNow().UtcDateTime.AddHours(1) });
        await room.Order(MailRoom.Mail("burst@example.org") with { Priority = MessagePriority.Urgent });
        await room.Order(MailRoom.Mail("old@example.org") with { NotBefore = room.Clock.GetUtcNow().UtcDateTime.AddHours(1), UselessAt = room.Clock.GetUtcNow().UtcDateTime.AddMinutes(30) });

        Assert.Equal(3, await room.Send());
        room.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await room.Send());

        List<string> order = [];
        for (var i = 0; i < 4; i++) order.Add((await server.NextAsync(Token)).To[0]);
        Assert.Equal(["burst@example.org", "normal@example.org", "news@example.org", "later@example.org"], order);
        Assert.Equal(1, (await room.States())[MessageState.Cancelled]);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_fails_at_once_and_the_next_goes_over_the_same_connection()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port, s => s with { Connections = 1 });
        var refused = await room.Order(MailRoom.Mail("refused@example.org"));
        await room.Order(MailRoom.Mail());

        Assert.Equal(1, await room.Send());

        Assert.Equal((MessageState.Failed, "550 No such mailbox"), ((await room.Find(refused.Value.Id)).State, (await room.Find(refused.Value.Id)).Failure));
        Assert.Equal("hoa@example.org", (await server.NextAsync(Token)).To[0]);
    }

    [Fact]
    public async Task While_the_mail_server_is_away_for_an_hour_nothing_is_lost_and_no_message_has_been_tried()
    {
        int port;
        await using (var server = await SmtpServer.StartAsync(token: Token)) port = server.Port;
        await using var room = await MailRoom.Open(provider, postgres, port);
        var ordered = await room.Order(MailRoom.Mail());

        for (var minutes = 0; minutes < 60; minutes++)
        {
            Assert.Equal(0, await room.Send());
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var waits = await room.Find(ordered.Value.Id);
        Assert.Equal((MessageState.Queued, 0), (waits.State, waits.Tries));
        await using var back = await SmtpServer.StartAsync(token: Token);
        await room.Set(new MailSettings { Host = "127.0.0.1", Port = back.Port, Security = MailSecurity.None, From = "care@water.example" });
        room.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await room.Send());
    }

    [Fact]
    public async Task A_server_that_puts_off_is_asked_again_later_and_later_until_the_last_try_has_failed()
    {
        await using var server = new ScriptedMailServer((word, _) => word == "RCPT" ? "451 4.7.1 Greylisted, try again" : ScriptedMailServer.Right(word));
        await using var room = await MailRoom.Open(provider, postgres, server.Port);
        await room.Set(new SendingSettings { TryAgainAfter = "1 10" });
        var ordered = await room.Order(MailRoom.Mail());

        await room.Send();
        await room.Send();
        Assert.Equal((MessageState.Queued, 1, "451 4.7.1 Greylisted, try again"), await How(room, ordered.Value.Id));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Send();
        room.Clock.Advance(TimeSpan.FromMinutes(9));
        await room.Send();
        Assert.Equal((MessageState.Queued, 2, "451 4.7.1 Greylisted, try again"), await How(room, ordered.Value.Id));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Send();

        Assert.Equal((MessageState.Failed, 3, "451 4.7.1 Greylisted, try again"), await How(room, ordered.Value.Id));
    }

    [Theory]
    [InlineData("MAIL", 0)]
    [InlineData("RCPT", 0)]
    [InlineData("DATA", 0)]
    [InlineData(".", 1)]
    public async Task A_connection_that_ends_leaves_a_message_unsent_or_unknown_and_never_sent_twice(string endsAt, int mails)
    {
        await using var server = new ScriptedMailServer((word, _) => word == endsAt ? null : ScriptedMailServer.Right(word));
        await using var room = await MailRoom.Open(provider, postgres, server.Port);
        var ordered = await room.Order(MailRoom.Mail());

        Assert.Equal(0, await room.Send());
        room.Clock.Advance(TimeSpan.FromHours(1));
        if (endsAt == ".") await room.Send();

        Assert.Equal(endsAt == "." ? MessageState.Uncertain : MessageState.Queued, (await room.Find(ordered.Value.Id)).State);
        Assert.Equal(mails, server.Mails);
    }

    [Fact]
    public async Task A_server_that_answers_byte_by_byte_is_understood_and_one_that_never_answers_is_given_up()
    {
        await using var slow = new ScriptedMailServer((word, _) => ScriptedMailServer.Right(word)) { IsSlow = true };
        await using var room = await MailRoom.Open(provider, postgres, slow.Port);
        await room.Order(MailRoom.Mail());
        Assert.Equal(1, await room.Send());

        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await room.Set(new MailSettings { Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port, Security = MailSecurity.None, From = "care@water.example" });
        var second = await room.Order(MailRoom.Mail(purpose: "complaints.answered"));
        var patience = room.Clock.TimerOf(SmtpConnection.Patience);
        var sending = room.Send();
        await patience;
        room.Clock.Advance(SmtpConnection.Patience);

        Assert.Equal(0, await sending);
        Assert.Equal(MessageState.Queued, (await room.Find(second.Value.Id)).State);
    }

    [Fact]
    public async Task A_limit_a_minute_an_hour_and_a_day_is_kept_and_the_day_ends_with_the_utilitys_midnight()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port, s => s with { PerMinute = 3, PerDomainAndHour = 4, PerDay = 6 });
        for (var i = 0; i < 8; i++) await room.Order(MailRoom.Mail(i < 6 ? $"a{i}@many.example" : $"b{i}@few.example"));

        List<int> sent = [];
        for (var minute = 0; minute < 4; minute++)
        {
            sent.Add(await room.Send());
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([3, 3, 0, 0], sent);   // three, then one more to many and two to few: that is the day
        Assert.Equal(["email"], room.Harness.Services.GetService(typeof(DailyStops)) is DailyStops stops ? stops.Now : []);
        room.Clock.MoveTo(new DateTimeOffset(2026, 3, 2, 17, 1, 0, TimeSpan.Zero));   // a minute past midnight in Viet Nam
        Assert.Equal(2, await room.Send());
    }

    private static async Task<(MessageState, int, string?)> How(MailRoom room, Guid id) => await room.Find(id) is var m ? (m.State, m.Tries, m.Failure) : default;
}

public sealed class SendingMailOnSqliteTests(PostgresServer postgres) : SendingMailTests(DatabaseProvider.Sqlite, postgres);

public sealed class SendingMailOnPostgresTests(PostgresServer postgres) : SendingMailTests(DatabaseProvider.Postgres, postgres);
