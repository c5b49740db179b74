using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Mail;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Files;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Incoming;

/// <summary>What comes back is put beside the message it is about, once; an address is given up when it should be and not before.</summary>
public abstract class TakingMailsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private MailRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(provider, postgres, 1, s => s with { ReplyTo = "answers@water.example" });

    public ValueTask DisposeAsync() => room?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_mail_that_did_not_arrive_is_bounced_and_one_plain_report_gives_the_address_up_whatever_address_the_report_names()
    {
        var sent = await Sent("Hoa@example.org");
        var waits = await room.Order(MailRoom.Mail("hoa@example.org", "complaints.answered"));
        var secret = await room.Order(MailRoom.Mail("hoa@example.org", "people.link"), kind: KernelMessages.PasswordLink);

        Assert.Equal(MailKind.Failure, (await Take(Mails.Report(Reference(sent)))).Kind);

        Assert.Equal(MessageState.Bounced, (await room.Find(sent)).State);
        Assert.Equal(MessageState.Suppressed, (await room.Find(waits.Value.Id)).State);
        Assert.Equal("", await room.Harness.Read<KernelDbContext, string>(db => db.Messages.Where(m => m.Id == secret.Value.Id).Select(m => m.Content.Text).SingleAsync(Token)));
        var given = Assert.Single(await Suppressed());
        Assert.Equal(("email:hoa@example.org", SuppressedTopic.All, SuppressionReason.HardBounce, sent), (given.Recipient, given.Topic, given.Reason, given.SourceMessageId!.Value));
        var later = await room.Order(MailRoom.Mail("HOA@example.org", "complaints.late"));
        Assert.Equal(SuppressionReason.HardBounce, later.Value.Suppressed);
        Assert.Equal((MessageState.Suppressed, "Not sent: this address takes no mail."), ((await room.Find(later.Value.Id)).State, (await room.Find(later.Value.Id)).Failure));
        Assert.Contains(await Actions(), a => a == "messages.address-suppressed");
    }

    [Fact]
    public async Task Without_a_plain_status_the_second_message_gives_the_address_up_and_only_within_its_days()
    {
        var (first, second, third) = (await Sent(), await Sent(purpose: "b"), await Sent(purpose: "c"));

        await Take(Mails.Report(Reference(first), "5.0.0", "550 User unknown"));
        await Take(Mails.Report(Reference(first), "5.0.0", "550 No such user here"));
        Assert.Empty(await Suppressed());
        room.Clock.Advance(TimeSpan.FromDays(31));
        await Take(Mails.Report(Reference(second), "5.0.0", "550 User unknown"));
        Assert.Empty(await Suppressed());
        await Take(Mails.Report(Reference(third), "5.0.0", "550 User unknown"));

        Assert.Equal(SuppressionReason.HardBounce, Assert.Single(await Suppressed()).Reason);
    }

    [Fact]
    public async Task How_many_messages_must_come_back_is_a_setting_and_an_address_that_is_allowed_again_begins_anew()
    {
        await room.Set(new ReturnSettings { HardReports = 1, AtOnce = false });
        var (first, second) = (await Sent(), await Sent(purpose: "b"));
        await Take(Mails.Report(Reference(first), "5.0.0", "550 User unknown"));
        var given = Assert.Single(await Suppressed());

        await room.Set(new ReturnSettings { HardReports = 2, AtOnce = false });
        Assert.Null((await room.Harness.Send(new AllowAddress(given.Id))).Error);
        await Take(Mails.Report(Reference(second)));

        Assert.Empty(await Suppressed());
        Assert.Equal("messages.not-suppressed", (await room.Harness.Send(new AllowAddress(given.Id))).Error?.Code);
        Assert.Null((await room.Order(MailRoom.Mail(purpose: "d"))).Value.Suppressed);
    }

    [Theory]
    [InlineData("4.2.2", "452 4.2.2 Mailbox full", "delayed", MessageState.Sent)]
    [InlineData("5.2.2", "552 5.2.2 Mailbox full", "failed", MessageState.Bounced)]
    [InlineData("2.0.0", "250 ok", "delivered", MessageState.Delivered)]
    [InlineData("2.0.0", "250 ok", "relayed", MessageState.Sent)]
    public async Task A_report_that_says_nothing_about_the_address_gives_none_up(string status, string words, string action, MessageState then)
    {
        var sent = await Sent();

        await Take(Mails.Report(Reference(sent), status, words, action));

        Assert.Equal(then, (await room.Find(sent)).State);
        Assert.Empty(await Suppressed());
    }

    [Fact]
    public async Task A_report_about_no_message_of_ours_changes_nothing_for_anybody_can_write_one()
    {
        await Sent("somebody.else@example.vn");

        Assert.Equal(MailKind.Failure, (await Take(Mails.Report("made-up@example.org"))).Kind);
        Assert.Equal(MailKind.Failure, (await Take(Mails.Report($"{Guid.NewGuid():N}@water.example"))).Kind);

        Assert.Empty(await Suppressed());
    }

    [Fact]
    public async Task A_complaint_stops_news_and_no_service_message_though_the_address_is_blacked_out()
    {
        var sent = await Sent();
        var news = await room.Order(MailRoom.Mail(purpose: "news.1"), MessageTopic.News);

        Assert.Equal(MailKind.Complaint, (await Take(Mails.Complaint(Reference(sent)))).Kind);

        Assert.Equal((SuppressedTopic.News, SuppressionReason.Complained), Assert.Single((await Suppressed()).Select(s => (s.Topic, s.Reason))));
        Assert.Equal(MessageState.Suppressed, (await room.Find(news.Value.Id)).State);
        Assert.Equal(SuppressionReason.Complained, (await room.Order(MailRoom.Mail(purpose: "news.2"), MessageTopic.News)).Value.Suppressed);
        Assert.Null((await room.Order(MailRoom.Mail(purpose: "complaints.answered"))).Value.Suppressed);
    }

    [Fact]
    public async Task Who_asks_by_mail_for_no_more_news_gets_none_and_no_weaker_reason_takes_the_place_of_a_stronger()
    {
        await Take(Mails.Of("", subject: "unsubscribe"));
        Assert.Equal(SuppressionReason.Unsubscribed, Assert.Single(await Suppressed()).Reason);

        Assert.Null((await room.Harness.Send(new SuppressAddress { Address = "HOA@example.org", Topic = SuppressedTopic.News, Reason = SuppressionReason.ByHand })).Error);
        Assert.Null((await room.Harness.Send(new SuppressAddress { Address = "hoa@example.org", Topic = SuppressedTopic.News, Reason = SuppressionReason.Complained })).Error);

        Assert.Equal(SuppressionReason.ByHand, Assert.Single(await Suppressed()).Reason);
        Assert.NotNull((await room.Harness.Send(new SuppressAddress { Address = "nobody" })).Error);
    }

    [Fact]
    public async Task An_answer_is_told_with_what_it_is_about_and_its_files_and_taken_again_it_is_not_told_again()
    {
        var sent = await Sent();
        var raw = Mails.With(Pictures.Jpeg(), "leak.jpg", more: $"In-Reply-To: <{Reference(sent)}>\n");

        var taken = await Take(raw);
        var again = await Take([.. Mails.Raw("Received: from elsewhere\n"), .. raw]);

        Assert.Equal((MailKind.Reply, false, true, taken.Id), (taken.Kind, taken.IsKnown, again.IsKnown, again.Id));
        var said = Assert.Single(await Said<MailReplyReceived>("mail.reply-received"));
        Assert.Equal(("complaint", MailRoom.Complaint, sent, "hoa@example.org", true, "Ống vỡ", "Xem ảnh."), (said.AboutKind, said.AboutId, said.MessageId, said.From, said.IsFromAddressee, said.Title, said.Text));
        var file = Assert.Single(await room.Harness.Send(new FilesOfMail(taken.Id)));
        Assert.Equal(("leak.jpg", "image/jpeg"), (file.Name, file.ContentType));
        Assert.Equal(1, await room.Harness.Read<KernelDbContext, int>(db => db.Set<WaterCrm.Kernel.Data.Records.KeptFile>().CountAsync(Token)));
    }

    [Fact]
    public async Task Two_who_bring_the_same_mail_at_once_have_it_taken_once()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Take(Mails.Of("Nước yếu")))));

        Assert.Single(both, t => !t.IsKnown);
        Assert.Single(await Said<MailReceived>("mail.received"));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", "hoa@example.org", MailKind.Automatic)]
    [InlineData("X-Spam-Flag: YES\n", "hoa@example.org", MailKind.Spam)]
    [InlineData("", "care@water.example", MailKind.Automatic)]
    [InlineData("", "Answers@water.example", MailKind.Automatic)]
    public async Task What_a_program_or_we_ourselves_wrote_is_noted_and_told_to_nobody(string more, string from, MailKind kind)
    {
        var sent = await Sent();

        Assert.Equal(kind, (await Take(Mails.Of("Tôi đi vắng.", from, more: more + $"In-Reply-To: <{Reference(sent)}>\n"))).Kind);

        Assert.Empty(await Said<MailReplyReceived>("mail.reply-received"));
        Assert.Empty(await Said<MailReceived>("mail.received"));
        Assert.Equal(sent, await room.Harness.Read<KernelDbContext, Guid?>(db => db.TakenMails.Select(m => m.OwnMessageId).SingleAsync(Token)));
    }

    [Fact]
    public async Task What_a_database_cannot_keep_is_taken_out_of_a_mail()
    {
        var taken = await Take(Mails.Of("a\0b\u0007c \ud83d\ude00", "\"\0Hoa\" <hoa@example.org>", "=?utf-8?B?AEFCCg==?= C-2026-000001"));

        var said = Assert.Single(await Said<MailReceived>("mail.received"));
        Assert.Equal(("ab c 😀", "AB C-2026-000001"), (said.Text, string.Join(' ', said.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["C-2026-000001"], said.Numbers);
        Assert.Equal(MailKind.New, taken.Kind);
    }

    [Fact]
    public async Task Thirty_megabytes_are_taken_without_a_file_nobody_allows_and_garbage_is_refused()
    {
        var large = new byte[22 * 1024 * 1024];
        new Random(1).NextBytes(large);
        var raw = Mails.With(large, "movie.mp4");
        Assert.True(raw.Length > 30_000_000);

        var taken = await Take(raw);
        var garbage = await room.Harness.Send(new TakeReceivedMail(large));
        var empty = await room.Harness.Send(new TakeReceivedMail(Array.Empty<byte>()));
        var endless = await room.Harness.Send(new TakeReceivedMail(new byte[41 * 1024 * 1024]));

        Assert.Empty(await room.Harness.Send(new FilesOfMail(taken.Id)));
        Assert.Equal(["movie.mp4"], Assert.Single(await Said<MailReceived>("mail.received")).LeftOut);
        Assert.All([empty, endless], r => Assert.Equal("messages.unreadable-mail", r.Error?.Code));
        Assert.True(garbage.Error is null or { Code: "messages.unreadable-mail" });
    }

    private static string Reference(Guid message) => $"{message:N}@water.example";

    /// <summary>A message that a transport has taken.</summary>
    private async Task<Guid> Sent(string to = "hoa@example.org", string purpose = "a")
    {
        var ordered = await room.Order(MailRoom.Mail(to, purpose));
        await room.Harness.Services.GetRequiredService<CommandRunner>().Run<Result<int>>("test: sent", async (services, token) =>
            await services.GetRequiredService<CommandScope>().Hold!.Execute("UPDATE kernel_message SET \"State\" = 'Sent' WHERE \"Id\" = @id", token, ("@id", ordered.Value.Id)), Token);
        return ordered.Value.Id;
    }

    private async Task<TakenAs> Take(byte[] raw)
    {
        var taken = await room.Harness.Send(new TakeReceivedMail(raw));
        Assert.Null(taken.Error);
        return taken.Value;
    }

    private Task<List<Suppression>> Suppressed() => room.Harness.Read<KernelDbContext, List<Suppression>>(db => db.Suppressions.ToListAsync(Token));

    private Task<List<string>> Actions() => room.Harness.Read<KernelDbContext, List<string>>(db => db.Audit.Select(a => a.Action).ToListAsync(Token));

    private async Task<IReadOnlyList<T>> Said<T>(string name) where T : IntegrationEvent =>
        [.. (await room.Harness.Read<KernelDbContext, List<string>>(db => db.Outbox.Where(o => o.Name == name).Select(o => o.Payload).ToListAsync(Token))).Select(p => System.Text.Json.JsonSerializer.Deserialize<T>(p, EventRegistry.Json)!)];
}

public sealed class TakingMailsOnSqliteTests(PostgresServer postgres) : TakingMailsTests(DatabaseProvider.Sqlite, postgres);

public sealed class TakingMailsOnPostgresTests(PostgresServer postgres) : TakingMailsTests(DatabaseProvider.Postgres, postgres);
