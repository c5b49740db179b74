using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.ByHand;

/// <summary>What no transport takes waits for a person, who posts it once and is remembered.</summary>
public abstract class PostingByHandTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private static readonly Guid Mai = new("0195c0de-0000-7000-8000-00000000000a"), Duc = new("0195c0de-0000-7000-8000-00000000000b");

    private MailRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(provider, postgres, 0);

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_somebody_posted_is_sent_and_says_by_whom_and_the_second_hears_it()
    {
        var id = await Order("0912 345 678");
        room.Harness.Actor.Become(Mai, "Lê Thị Mai", []);
        Assert.Equal(id, (await room.Harness.Send(new PostByHand(id))).Value);
        room.Harness.Actor.Become(Duc, "Nguyễn Văn Đức", []);

        var second = (await room.Harness.Send(new PostByHand(id))).Error!;

        Assert.Equal(("messages.posted-already", "Lê Thị Mai"), (second.Code, second.Args[0]));
        Assert.Equal("messages.posted-already", (await room.Harness.Send(new DropByHand(id, "Too late."))).Error?.Code);
        var message = await room.Find(id);
        Assert.Equal((MessageState.Sent, "Lê Thị Mai", (DateTime?)room.Clock.Utc(), 1), (message.State, message.HandledBy, message.EndedAt, message.Tries));
        Assert.Equal([id], await About("messages.posted-by-hand"));
        Assert.Empty((await room.Harness.Send(new FindHandMessages())).Rows);
    }

    [Fact]
    public async Task Of_five_who_press_at_once_one_has_posted_it()
    {
        var id = await Order("0912 345 678");

        var tries = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => room.Harness.Send(new PostByHand(id))));

        Assert.Single(tries, t => t.Error is null);
        Assert.All(tries.Where(t => t.Error is not null), t => Assert.Equal("messages.posted-already", t.Error!.Code));
        Assert.Equal(1, (await room.Find(id)).Tries);
        Assert.Single(await About("messages.posted-by-hand"));
    }

    [Fact]
    public async Task What_cannot_be_posted_is_cancelled_with_a_reason_and_by_name()
    {
        var id = await Order("0912 345 678");
        room.Harness.Actor.Become(Mai, "Lê Thị Mai", []);
        Assert.Equal("Reason", Assert.Single((await room.Harness.Send(new DropByHand(id, " "))).Error!.Fields).Field);

        Assert.Null((await room.Harness.Send(new DropByHand(id, " She has no Zalo.\n"))).Error);

        var message = await room.Find(id);
        Assert.Equal((MessageState.Cancelled, "Lê Thị Mai", "She has no Zalo.", 0), (message.State, message.HandledBy, message.Failure, message.Tries));
        Assert.Equal("messages.dropped-already", (await room.Harness.Send(new PostByHand(id))).Error?.Code);
    }

    [Fact]
    public async Task Nobody_posts_a_mail_a_letter_a_notice_or_what_is_not_there()
    {
        var (mail, letter) = ((await room.Order(MailRoom.Mail())).Value.Id, (await room.Order(MailRoom.Mail("12 Lê Lợi") with { Channel = "letter" })).Value.Id);

        foreach (var id in new[] { mail, letter }) Assert.Equal("messages.not-by-hand", (await room.Harness.Send(new PostByHand(id))).Error?.Code);
        Assert.Equal(KernelErrors.NotFound, (await room.Harness.Send(new PostByHand(Guid.NewGuid()))).Error);
        Assert.Equal(0, await room.Send());
        Assert.Equal(2, (await room.States())[MessageState.Queued]);
    }

    [Fact]
    public async Task The_list_has_each_way_with_its_count_whose_turn_it_is_first_and_every_message_once()
    {
        for (var i = 0; i < 45; i++) await Order($"0912 345 {i:000}", "zalo", i % 3 is 0 ? MessagePriority.Urgent : MessagePriority.Normal);
        var voice = await Order("0912 345 678", "voice");
        await room.Order(MailRoom.Mail("later", "later") with { Channel = "wechat", NotBefore = room.Clock.Utc().AddHours(1) });

        List<HandMessage> read = [];
        string? after = null;
        do
        {
            var page = await room.Harness.Send(new FindHandMessages(null, after));
            Assert.Equal("zalo", page.Channel);
            Assert.Equal([new HandCount("zalo", 45), new HandCount("voice", 1)], page.Counts);
            read.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(45, read.Select(r => r.Id).Distinct().Count());
        Assert.Equal(read.Select(r => r.Priority).Order(), read.Select(r => r.Priority));
        Assert.StartsWith("Kính gửi bà Hoa", read[0].Text, StringComparison.Ordinal);
        Assert.Equal(voice, Assert.Single((await room.Harness.Send(new FindHandMessages("voice", "%%%"))).Rows).Id);
        Assert.Empty((await room.Harness.Send(new FindHandMessages("wechat"))).Rows);
        Assert.Equal("zalo", (await room.Harness.Send(new FindHandMessages("a\0b"))).Channel);
    }

    [Fact]
    public async Task A_link_for_a_password_is_shown_to_nobody_who_posts()
    {
        await room.Order(MailRoom.Mail("0912 345 678") with { Channel = "zalo" }, kind: KernelMessages.PasswordLink);

        Assert.Null(Assert.Single((await room.Harness.Send(new FindHandMessages())).Rows).Text);
    }

    [Fact]
    public async Task Health_says_how_many_wait_for_a_hand_and_since_when_and_not_that_anything_is_missing()
    {
        await Order("0912 345 678");
        await room.Order(MailRoom.Mail("12 Lê Lợi") with { Channel = "letter" });
        room.Clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal((HealthStatus.Healthy, "{0} messages wait to be posted or printed by somebody, the oldest for {1} hours."), await Health());
        room.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(HealthStatus.Degraded, (await Health()).Status);
        await room.Order(MailRoom.Mail());
        Assert.Equal("{0} messages wait because their way out is not set up.", (await Health()).What);
        await using var server = await SmtpServer.StartAsync(token: Token);
        await room.Set(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "care@water.example" });
        Assert.Equal("{0} messages wait to be posted or printed by somebody, the oldest for {1} hours.", (await Health()).What);
    }

    private async Task<(HealthStatus Status, string What)> Health()
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        var found = await ActivatorUtilities.CreateInstance<MessagesCheck>(scope.ServiceProvider).Look(Token);
        return (found.Status, found.What);
    }

    private async Task<Guid> Order(string number, string channel = "zalo", MessagePriority priority = MessagePriority.Normal) => (await room.Order(MailRoom.Mail(number) with { Channel = channel, Priority = priority })).Value.Id;

    private Task<List<Guid>> About(string action) => room.Harness.Read<KernelDbContext, List<Guid>>(db => db.Audit.Where(a => a.Action == action).Select(a => a.Subject!.Value).ToListAsync(Token));
}

public sealed class PostingByHandOnSqliteTests(PostgresServer postgres) : PostingByHandTests(DatabaseProvider.Sqlite, postgres);

public sealed class PostingByHandOnPostgresTests(PostgresServer postgres) : PostingByHandTests(DatabaseProvider.Postgres, postgres);
