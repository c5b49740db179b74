using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Rules;

/// <summary>Quiet hours, limits of news and the country's rules, when a message is ordered and again when its turn has come. The clock begins on Monday, 2 March 2026, 9 h in Viet Nam.</summary>
public abstract class WhenMessagesMayGoTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private readonly RecordingTransport gateway = new();
    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(provider, postgres, 0, services: shell => shell.AddScoped<IMessageTransport>(_ => gateway));

    public ValueTask DisposeAsync() => room?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(21, 59, 59, null)]
    [InlineData(22, 0, 0, "2026-03-03T07:00:00")]
    [InlineData(23, 30, 0, "2026-03-03T07:00:00")]
    public async Task News_by_text_message_waits_from_22_h_sharp_until_7_h(int hour, int minute, int second, string? until)
    {
        await room.Set(new QuietSettings { From = "", Until = "" });
        At(2, hour, minute, second);

        var ordered = await Kept(await Text(news: true));

        Assert.Equal(until is null ? Local(2, hour, minute, second) : Utc(until), ordered.DueAt);
        Assert.Equal(until is null ? null : "It waits for the hours in which the country's rules allow news.", ordered.Failure);
        Assert.Equal(until is null ? 1 : 0, await room.Send());
        At(3, 6, 59, 59);
        Assert.Equal(0, await room.Send());
        At(3, 7, 0, 0);
        Assert.Equal(until is null ? 0 : 1, await room.Send());
        Assert.Equal((MessageState.Sent, 1, (string?)null), await How(ordered.Id));
    }

    [Fact]
    public async Task Quiet_hours_hold_what_is_not_urgent_and_mail_only_where_it_was_chosen()
    {
        At(2, 23, 0, 0);

        Assert.Equal((Utc("2026-03-03T06:00:00"), "It waits for quiet hours to end."), await Due(await Text()));
        Assert.Equal(Local(2, 23, 0, 0), (await Due(await Text(MessagePriority.Urgent))).At);
        Assert.Equal(Local(2, 23, 0, 0), (await Due(await room.Order(MailRoom.Mail()))).At);
        Assert.Equal(Local(2, 23, 0, 0), (await Due(await room.Order(MailRoom.Mail(purpose: "letter") with { Channel = MessageChannels.Letter, Address = "12 Lê Lợi" }))).At);
        await room.Set(new QuietSettings { MailToo = true });
        Assert.Equal(Utc("2026-03-03T06:00:00"), (await Due(await room.Order(MailRoom.Mail(purpose: "b")))).At);
        Assert.Equal(Utc("2026-03-03T07:00:00"), (await Due(await Text(news: true))).At);   // the later of both
        Assert.Equal(Local(2, 23, 0, 0), (await Due(await Text(MessagePriority.Urgent))).At);
        At(3, 5, 59, 59);
        Assert.Equal(2, await room.Send());   // the urgent ones
        At(3, 6, 0, 0);
        Assert.Equal(1, await room.Send());
    }

    [Fact]
    public async Task Where_waiting_would_be_too_late_to_help_it_is_held_back_and_says_why()
    {
        At(2, 23, 0, 0);

        var late = await room.Order(Sms() with { UselessAt = Utc("2026-03-03T06:00:00") });
        var right = await room.Order(Sms() with { UselessAt = Utc("2026-03-03T06:00:01") });

        Assert.Equal((MessageState.Suppressed, 0, "Not sent: when quiet hours end it helps nobody any more."), await How(late.Value.Id));
        Assert.Equal(("Not sent: when quiet hours end it helps nobody any more.", (SuppressionReason?)null), (late.Value.Never, late.Value.Suppressed));
        Assert.Equal(MessageState.Queued, (await room.Find(right.Value.Id)).State);
    }

    [Fact]
    public async Task What_became_due_in_a_queue_that_was_blocked_waits_for_the_morning_without_a_try()
    {
        At(2, 20, 0, 0);
        gateway.Limits = null;
        var (waits, useless, urgent) = (await room.Order(Sms()), await room.Order(Sms() with { UselessAt = Utc("2026-03-03T01:00:00") }), await room.Order(Sms() with { Priority = MessagePriority.Urgent }));
        Assert.Equal(0, await room.Send());
        At(2, 23, 0, 0);
        gateway.Limits = new(1);

        Assert.Equal(1, await room.Send());

        Assert.Equal(MessageState.Sent, (await room.Find(urgent.Value.Id)).State);
        Assert.Equal((MessageState.Queued, 0, "It waits for quiet hours to end."), await How(waits.Value.Id));
        Assert.Equal(Utc("2026-03-03T06:00:00"), (await room.Find(waits.Value.Id)).DueAt);
        Assert.Equal((MessageState.Suppressed, 0, "Not sent: when quiet hours end it helps nobody any more."), await How(useless.Value.Id));
        At(3, 6, 0, 0);
        Assert.Equal(1, await room.Send());
        Assert.Equal((MessageState.Sent, 1, (string?)null), await How(waits.Value.Id));
    }

    [Fact]
    public async Task A_gateway_so_slow_that_quiet_hours_begin_meanwhile_gets_no_more()
    {
        At(2, 21, 30, 0);
        gateway.Limits = new(1);
        await using var slow = await MailRoom.Open(provider, postgres, 0, services: shell => shell.AddScoped<IMessageTransport>(services => new RecordingTransport(() => ((FakeTime)services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromMinutes(20)))));
        slow.Clock.MoveTo(new DateTimeOffset(Local(2, 21, 30, 0)));
        for (var i = 0; i < 5; i++) await slow.Order(Sms());

        Assert.Equal(2, await slow.Send());   // at 21:30 and 21:50

        Assert.Equal(3, await slow.Harness.Read<KernelDbContext, int>(db => db.Messages.CountAsync(m => m.State == MessageState.Queued && m.Tries == 0 && m.DueAt > slow.Clock.GetUtcNow().UtcDateTime)));
    }

    [Fact]
    public async Task Three_news_in_24_hours_and_the_fourth_exactly_24_hours_after_the_first()
    {
        var clock = room.Clock.GetUtcNow().UtcDateTime;
        List<Message> ordered = [];
        for (var i = 0; i < 5; i++)
        {
            ordered.Add(await Kept(await Text(news: true)));
            await room.Send();
            room.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([0, 1, 2, 24, 25], ordered.Select(m => (m.DueAt - clock).TotalHours));
        Assert.Equal("It waits because the receiver has had as much news as may go in so short a time.", ordered[3].Failure);
        Assert.Equal(room.Clock.GetUtcNow().UtcDateTime, (await Due(await Text())).At);   // service messages are not counted
        Assert.Equal(room.Clock.GetUtcNow().UtcDateTime, (await Due(await room.Order(Sms("0987654321"), MessageTopic.News))).At);   // nor are others
    }

    [Fact]
    public async Task Orders_at_the_same_moment_do_not_break_the_limit()
    {
        var now = room.Clock.GetUtcNow().UtcDateTime;

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Text(news: true)));

        var due = await room.Harness.Read<KernelDbContext, List<DateTime>>(db => db.Messages.Select(m => m.DueAt).OrderBy(d => d).ToListAsync());
        Assert.Equal([3, 3, 3, 1], due.GroupBy(d => (int)(d - now).TotalDays).OrderBy(g => g.Key).Select(g => g.Count()));
        for (var i = 3; i < due.Count; i++) Assert.True(due[i] - due[i - 3] >= TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task News_that_piled_up_in_a_blocked_queue_goes_out_three_by_three()
    {
        await Country("");
        for (var i = 0; i < 7; i++) await Text(news: true);
        await Country("VN");

        Assert.Equal(3, await room.Send());
        Assert.Equal(4, (await room.States())[MessageState.Queued]);
        room.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await room.Send());
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await room.Send());
        room.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await room.Send());
    }

    [Fact]
    public async Task The_utilitys_own_limit_counts_all_kinds_of_news_and_no_country_means_no_rules()
    {
        await Country("");
        await room.Set(new QuietSettings { From = "", Until = "", NewsAtMost = 2, NewsWithinDays = 7 });
        var now = room.Clock.GetUtcNow().UtcDateTime;

        List<double> days = [];
        foreach (var news in new[] { "newsletter", "surveys", "visits" }) days.Add(((await Due(await Order(Sms(), "Hello", news))).At - now).TotalDays);

        Assert.Equal([0, 0, 7], days);
        await room.Set(new QuietSettings { From = "", Until = "" });
        At(2, 23, 0, 0);
        Assert.Equal(Local(2, 23, 0, 0), (await Due(await Text(news: true))).At);
    }

    [Fact]
    public async Task The_tag_stands_in_front_once_and_counts_as_text()
    {
        var full = new string('a', 160);
        var (tagged, has, service) = (await Order(Sms(), full, "newsletter"), await Order(Sms("0987654321"), " [ad] " + full[..150], "newsletter"), await Text());
        Assert.Equal(("[QC] " + full, 2), await Words(tagged.Value.Id));
        Assert.Equal((" [ad] " + full[..150], 1), await Words(has.Value.Id));
        Assert.StartsWith("Kính gửi", (await Words(service.Value.Id)).Text, StringComparison.Ordinal);
        var mail = await room.Find((await room.Order(MailRoom.Mail(), MessageTopic.News)).Value.Id);
        Assert.Equal("[QC] Chúng tôi đã nhận được phản ánh C-2026-000001", mail.Title);
        Assert.StartsWith("Kính gửi", (await Words(mail.Id)).Text, StringComparison.Ordinal);
        await Country("");
        Assert.Equal((full, 1), await Words((await Order(Sms("0912000000"), full, "newsletter")).Value.Id));
    }

    [Fact]
    public async Task Quiet_hours_that_cannot_be_are_refused()
    {
        foreach (var wrong in new[] { new QuietSettings { From = "25:00" }, new QuietSettings { From = "" }, new QuietSettings { Until = "22:00" }, new QuietSettings { From = "ten" }, new QuietSettings { NewsWithinDays = 0 } })
            Assert.NotNull((await room.Harness.Send(new WaterCrm.Kernel.Settings.Features.ChangeSettings(wrong))).Error);
    }

    private static Envelope Sms(string to = "0912345678") => MailRoom.Mail(to, Guid.NewGuid().ToString()) with { Channel = MessageChannels.Sms };

    private Task<Kernel.Results.Result<OrderedMessage>> Text(MessagePriority priority = MessagePriority.Normal, bool news = false) => room.Order(Sms() with { Priority = priority }, news ? MessageTopic.News : MessageTopic.Service);

    private Task<Kernel.Results.Result<OrderedMessage>> Order(Envelope order, string text, string news) => room.Harness.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) =>
        services.GetRequiredService<MessageDesk>().Order(order, new Wording("news.test", MessageTopic.News, "Title", text) { News = news }, token), TestContext.Current.CancellationToken);

    private async Task<Message> Kept(Kernel.Results.Result<OrderedMessage> ordered) => await room.Find(ordered.Value.Id);

    private async Task<(DateTime At, string? Why)> Due(Kernel.Results.Result<OrderedMessage> ordered) => await Kept(ordered) is var kept ? (kept.DueAt, kept.Failure) : default;

    private async Task<(MessageState, int, string?)> How(Guid id) => await room.Find(id) is var kept ? (kept.State, kept.Tries, kept.Failure) : default;

    private Task<(string Text, int Parts)> Words(Guid id) => room.Harness.Read<KernelDbContext, (string, int)>(async db => await db.Messages.Where(m => m.Id == id).Select(m => new { m.Content.Text, m.Parts }).SingleAsync() is var kept ? (kept.Text, kept.Parts) : default);

    private Task Country(string code) => room.Set(new UtilitySettings { Name = "Cấp nước", Country = code });

    /// <summary>Of March 2026, on the wall in Viet Nam.</summary>
    private void At(int day, int hour, int minute, int second) => room.Clock.MoveTo(new DateTimeOffset(Local(day, hour, minute, second)));

    private static DateTime Local(int day, int hour, int minute, int second) => DateTime.SpecifyKind(new DateTime(2026, 3, day, hour, minute, second).AddHours(-7), DateTimeKind.Utc);

    private static DateTime Utc(string local) => DateTime.SpecifyKind(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture).AddHours(-7), DateTimeKind.Utc);
}

public sealed class WhenMessagesMayGoOnSqliteTests(PostgresServer postgres) : WhenMessagesMayGoTests(DatabaseProvider.Sqlite, postgres);

public sealed class WhenMessagesMayGoOnPostgresTests(PostgresServer postgres) : WhenMessagesMayGoTests(DatabaseProvider.Postgres, postgres);
