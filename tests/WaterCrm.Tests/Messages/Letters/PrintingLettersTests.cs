using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Letters;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Letters;

/// <summary>Letters wait until somebody says that they were printed; looking at them, printing them and a restart between change nothing.</summary>
public abstract class PrintingLettersTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
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
    public async Task Two_hundred_letters_are_chosen_read_and_noted_at_once_each_by_one_of_two_people()
    {
        for (var i = 0; i < 200; i++) await Order($"{i} Lê Lợi");
        var ids = await room.Harness.Send(new ChooseLetters());
        Assert.Equal(200, ids.Count);
        Assert.Equal(200, (await room.Harness.Send(new ReadLetters(ids))).Count);
        Assert.Equal(200, (await room.States())[MessageState.Queued]);

        var (hers, his) = (room.Harness.Send(new NoteLettersPrinted(ids)), room.Harness.Send(new NoteLettersPrinted([.. ids.Reverse()])));
        var noted = new[] { (await hers).Value, (await his).Value };

        Assert.Equal((200, 200), (noted.Sum(n => n.Noted), noted.Sum(n => n.Ended)));
        Assert.Equal(200, (await room.States())[MessageState.Sent]);
        Assert.Empty((await room.Harness.Send(new FindLetters())).Rows);
    }

    [Fact]
    public async Task The_second_hears_who_has_printed_and_a_letter_that_was_cancelled_stays_so()
    {
        var (first, second, third) = (await Order("1 Lê Lợi"), await Order("2 Lê Lợi"), await Order("3 Lê Lợi"));
        await Log.MessageRows.Stands(room.Harness.Database, third, MessageState.Cancelled);
        room.Harness.Actor.Become(Mai, "Lê Thị Mai", []);
        Assert.Equal(new LettersPrinted(1, 0, null, null), (await room.Harness.Send(new NoteLettersPrinted([first]))).Value);
        room.Clock.Advance(TimeSpan.FromMinutes(3));
        room.Harness.Actor.Become(Duc, "Nguyễn Văn Đức", []);

        var noted = (await room.Harness.Send(new NoteLettersPrinted([first, second, third, first]))).Value;

        Assert.Equal((1, 2, "Lê Thị Mai"), (noted.Noted, noted.Ended, noted.By));
        Assert.Equal(("Lê Thị Mai", "Nguyễn Văn Đức", MessageState.Cancelled), ((await room.Find(first)).HandledBy, (await room.Find(second)).HandledBy, (await room.Find(third)).State));
        Assert.Equal(2, await room.Harness.Read<KernelDbContext, int>(db => db.Audit.CountAsync(a => a.Action == "letters.printed", Token)));
    }

    [Fact]
    public async Task Mails_are_not_noted_as_printed_and_nothing_chosen_is_refused()
    {
        var mail = (await room.Order(MailRoom.Mail())).Value.Id;

        Assert.Equal(new LettersPrinted(0, 1, null, null), (await room.Harness.Send(new NoteLettersPrinted([mail]))).Value);
        Assert.Equal(MessageState.Queued, (await room.Find(mail)).State);
        Assert.NotNull((await room.Harness.Send(new NoteLettersPrinted([]))).Error);
        Assert.Empty(await room.Harness.Send(new ReadLetters([mail])));
    }

    [Fact]
    public async Task The_list_has_every_letter_once_and_each_kind_with_its_count()
    {
        for (var i = 0; i < 120; i++) await Order($"{i} Lê Lợi", i % 5 is 0 ? MessagePriority.Urgent : MessagePriority.Normal);

        List<LetterRow> read = [];
        string? after = null;
        do
        {
            var page = await room.Harness.Send(new FindLetters(null, after));
            Assert.Equal([new LetterKindCount("complaints.received", 120)], page.Kinds);
            read.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(120, read.Select(r => r.Id).Distinct().Count());
        Assert.Equal(read.Select(r => r.Priority).Order(), read.Select(r => r.Priority));
        Assert.Empty((await room.Harness.Send(new FindLetters("complaints.answered"))).Rows);
        Assert.Empty(await room.Harness.Send(new ChooseLetters("complaints.answered")));
    }

    [Fact]
    public async Task A_letter_with_a_link_for_a_password_is_not_printed()
    {
        var id = (await room.Order(MailRoom.Mail("1 Lê Lợi") with { Channel = MessageChannels.Letter }, kind: KernelMessages.PasswordLink)).Value.Id;

        Assert.True(Assert.Single((await room.Harness.Send(new FindLetters())).Rows).IsSealed);
        Assert.Empty(await room.Harness.Send(new ChooseLetters()));
        Assert.Empty(await room.Harness.Send(new ReadLetters([id])));
    }

    [Fact]
    public async Task Each_letter_is_a_sheet_in_its_own_language_with_its_address_where_the_settings_say_and_no_markup_of_strangers()
    {
        await room.Set(new LetterSettings { Sender = "Song Xanh, 1 <Nguyễn Huệ>", Place = "Biên Hòa", Margin = 15, WindowLeft = 25, WindowTop = 50, WindowWidth = 80, WindowHeight = 40 });
        LetterText[] letters =
        [
            new(Guid.NewGuid(), "Bà <b>Hoa</b>", "12 Lê Lợi\nQuận 1", "Tiêu đề", "vi", "Kính gửi", "<p>Kính gửi bà</p>"),
            new(Guid.NewGuid(), "Nam", "Nam & Co\n3 Lê Lợi", "Title", "en", "One\n\n<script>two\nthree", null),
            new(Guid.NewGuid(), "", "南京路1号", "标题", "zh-Hans", "您好", null),
        ];
        await using var scope = room.Harness.Services.CreateAsyncScope();

        using var spoken = Languages.Speaking(Languages.Find("en")!);
        var (html, policy) = scope.ServiceProvider.GetRequiredService<LetterSheets>().Write(letters);

        Assert.Equal(3, html.Split("<article class=\"letter\"").Length - 1);
        string[] parts =
        [
            "<address>Bà &lt;b&gt;Hoa&lt;/b&gt;\n12 Lê Lợi\nQuận 1</address>", "<address>Nam &amp; Co\n3 Lê Lợi</address>", "<address>南京路1号</address>", "Song Xanh, 1 &lt;Nguyễn Huệ&gt;",
            "Biên Hòa, ngày 2 tháng 3 năm 2026", "Biên Hòa, 2 March 2026", "Biên Hòa，2026年3月2日", "<p>One</p>\n<p>&lt;script&gt;two<br />three</p>", "<p>Kính gửi bà</p>",
            "margin: 15mm", "top: 35mm; left: 10mm; width: 80mm; height: 40mm", "lang=\"zh-Hans\"",
        ];
        var plain = System.Text.RegularExpressions.Regex.Replace(html, "&#(\\d+);", match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var part in parts) Assert.Contains(part, plain, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 10, 45, 90, "WindowLeft")]
    [InlineData(20, 20, 15, 90, "WindowTop")]
    [InlineData(20, 120, 45, 90, "WindowWidth")]
    public async Task A_window_that_no_printer_reaches_is_refused(int margin, int left, int top, int width, string field)
    {
        var refused = await room.Harness.Send(new Kernel.Settings.Features.ChangeSettings(new LetterSettings { Margin = margin, WindowLeft = left, WindowTop = top, WindowWidth = width }));

        Assert.Equal(field, Assert.Single(refused.Error!.Fields).Field);
    }

    private async Task<Guid> Order(string address, MessagePriority priority = MessagePriority.Normal) => (await room.Order(MailRoom.Mail(address) with { Channel = MessageChannels.Letter, Priority = priority })).Value.Id;
}

public sealed class PrintingLettersOnSqliteTests(PostgresServer postgres) : PrintingLettersTests(DatabaseProvider.Sqlite, postgres);

public sealed class PrintingLettersOnPostgresTests(PostgresServer postgres) : PrintingLettersTests(DatabaseProvider.Postgres, postgres);
