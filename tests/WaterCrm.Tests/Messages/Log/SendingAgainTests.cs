using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Log;

/// <summary>Somebody takes back what waits and repeats what did not arrive; each once, and the audit knows.</summary>
public abstract class SendingAgainTests(DatabaseProvider provider, PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_cancelled_once_and_never_sent()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port);
        var (first, second) = ((await room.Order(MailRoom.Mail())).Value.Id, (await room.Order(MailRoom.Mail(purpose: "complaints.answered"))).Value.Id);

        Assert.Equal(first, (await room.Harness.Send(new CancelMessage(first))).Value);
        Assert.Equal(1, await room.Send());

        Assert.Equal((MessageState.Cancelled, (DateTime?)room.Clock.Utc()), ((await room.Find(first)).State, (await room.Find(first)).EndedAt));
        Assert.Equal("messages.not-waiting", (await room.Harness.Send(new CancelMessage(first))).Error?.Code);
        Assert.Equal("messages.not-waiting", (await room.Harness.Send(new CancelMessage(second))).Error?.Code);
        Assert.Equal(MessageState.Sent, (await room.Find(second)).State);
        Assert.Equal(KernelErrors.NotFound, (await room.Harness.Send(new CancelMessage(Guid.NewGuid()))).Error);
        Assert.Equal([first], await About(room, "messages.cancelled"));
    }

    [Theory]
    [InlineData(MessageState.Failed)]
    [InlineData(MessageState.Bounced)]
    [InlineData(MessageState.Uncertain)]
    [InlineData(MessageState.Cancelled)]
    [InlineData(MessageState.Suppressed)]
    public async Task What_did_not_arrive_is_sent_once_more_word_for_word_and_says_why(MessageState state)
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(provider, postgres, server.Port);
        var failed = (await room.Order(MailRoom.Mail() with { Headers = new Dictionary<string, string> { ["X-Mine"] = "here" }, Priority = MessagePriority.Urgent })).Value.Id;
        await Stands(room, failed, state);
        Assert.True((await Shown(room, failed)).CanBeSentAgain);

        var tries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => room.Harness.Send(new SendMessageAgain(failed, "  The mailbox was full.\r\n", MayArriveTwice: true))));

        var again = Assert.Single(tries, t => t.Error is null).Value;
        Assert.All(tries.Where(t => t.Error is not null), t => Assert.Equal("messages.sent-again-already", t.Error!.Code));
        var repeated = await room.Find(again);
        Assert.Equal(((Guid?)failed, "The mailbox was full.", "complaints.received#2", MessagePriority.Urgent), (repeated.Repeats, repeated.Reason, repeated.Purpose, repeated.Priority));
        Assert.Equal(((Guid?)again, false), ((await Shown(room, failed)).RepeatedBy, (await Shown(room, failed)).CanBeSentAgain));
        Assert.Equal(failed, (await Shown(room, again)).Repeats);
        Assert.Equal(1, await room.Send());
        var mail = await server.NextAsync(Token);
        Assert.Equal(("<p>Kính gửi bà Hoa</p>", "here", "Chúng tôi đã nhận được phản ánh C-2026-000001"), (mail.Html!.TrimEnd(), mail.Headers["X-Mine"], mail.Subject));
        Assert.Equal(state, (await room.Find(failed)).State);
        Assert.Equal([again], await About(room, "messages.sent-again"));
    }

    [Theory]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.Sending)]
    [InlineData(MessageState.Sent)]
    [InlineData(MessageState.Delivered)]
    public async Task What_is_on_its_way_or_there_is_not_sent_again(MessageState state)
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        var id = (await room.Order(MailRoom.Mail())).Value.Id;
        await Stands(room, id, state);

        Assert.Equal("messages.not-failed", (await room.Harness.Send(new SendMessageAgain(id, "Why not?", MayArriveTwice: true))).Error?.Code);
        Assert.False((await Shown(room, id)).CanBeSentAgain);
    }

    [Fact]
    public async Task What_nobody_knows_of_is_repeated_only_by_who_takes_it_that_it_arrives_twice()
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        var id = (await room.Order(MailRoom.Mail())).Value.Id;
        await Stands(room, id, MessageState.Uncertain);

        var refused = (await room.Harness.Send(new SendMessageAgain(id, "She did not get it."))).Error!;

        Assert.Equal(("messages.may-arrive-twice", "MayArriveTwice"), (refused.Code, Assert.Single(refused.Fields).Field));
        Assert.Null((await Shown(room, id)).RepeatedBy);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n ")]
    [InlineData("long")]
    public async Task Nobody_repeats_without_a_reason_that_can_be_kept(string? reason)
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        var id = (await room.Order(MailRoom.Mail())).Value.Id;
        await Stands(room, id, MessageState.Failed);

        var refused = (await room.Harness.Send(new SendMessageAgain(id, reason == "long" ? new string('ạ', 301) : reason))).Error!;

        Assert.Equal("Reason", Assert.Single(refused.Fields).Field);
    }

    [Fact]
    public async Task A_repeated_message_that_fails_too_is_repeated_in_its_turn_and_a_long_purpose_fits()
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        var (id, numbered) = ((await room.Order(MailRoom.Mail(purpose: new string('p', 128)))).Value.Id, (await room.Order(MailRoom.Mail(purpose: "news#9"))).Value.Id);
        List<string> purposes = [];
        for (var i = 0; i < 10; i++)
        {
            await Stands(room, id, MessageState.Failed);
            id = (await room.Harness.Send(new SendMessageAgain(id, "Once more."))).Value;
            purposes.Add((await room.Find(id)).Purpose);
        }

        Assert.Equal((new string('p', 126) + "#2", new string('p', 126) + "#3", new string('p', 125) + "#11"), (purposes[0], purposes[1], purposes[9]));
        await Stands(room, numbered, MessageState.Failed);
        Assert.Equal("news#9#2", (await room.Find((await room.Harness.Send(new SendMessageAgain(numbered, "Once more."))).Value)).Purpose);   // a number of its own is none of ours
    }

    [Fact]
    public async Task What_would_have_been_useless_is_sent_because_somebody_wants_it()
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        var (past, coming) = (room.Clock.Utc().AddMinutes(1), room.Clock.Utc().AddDays(1));
        var (late, early) = ((await room.Order(MailRoom.Mail() with { UselessAt = past })).Value.Id, (await room.Order(MailRoom.Mail(purpose: "other") with { UselessAt = coming })).Value.Id);
        foreach (var id in new[] { late, early }) await Stands(room, id, MessageState.Cancelled);
        room.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await room.Find((await room.Harness.Send(new SendMessageAgain(late, "She asked."))).Value)).UselessAt);
        Assert.Equal(coming, (await room.Find((await room.Harness.Send(new SendMessageAgain(early, "She asked."))).Value)).UselessAt);
    }

    private static async Task<MessageShown> Shown(MailRoom room, Guid id) => (await room.Harness.Send(new ShowMessage(id, Personal: true)))!;

    private static Task<List<Guid>> About(MailRoom room, string action) => room.Harness.Read<KernelDbContext, List<Guid>>(db => db.Audit.Where(a => a.Action == action).Select(a => a.Subject!.Value).ToListAsync(Token));

    private static Task Stands(MailRoom room, Guid id, MessageState state) => MessageRows.Stands(room.Harness.Database, id, state);
}

public sealed class SendingAgainOnSqliteTests(PostgresServer postgres) : SendingAgainTests(DatabaseProvider.Sqlite, postgres);

public sealed class SendingAgainOnPostgresTests(PostgresServer postgres) : SendingAgainTests(DatabaseProvider.Postgres, postgres);
