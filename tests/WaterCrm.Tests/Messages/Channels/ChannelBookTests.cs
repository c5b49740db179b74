using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Channels;

/// <summary>The ways to people are data: what they are called, what an address is, what goes over them.</summary>
public sealed class ChannelBookTests(PostgresServer postgres) : IAsyncLifetime
{
    private MailRoom room = null!;

    private ChannelBook Book => room.Harness.Services.GetRequiredService<ChannelBook>();

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(DatabaseProvider.Sqlite, postgres, 0);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public void Every_shipped_way_has_a_name_in_each_language_and_a_code_that_fits()
    {
        Assert.True(ChannelBook.Shipped.Count >= 10);
        Assert.All(ChannelBook.Shipped, channel =>
        {
            Assert.Matches("^[a-z][a-z0-9-]{0,15}$", channel.Code);
            Assert.All(Languages.All, l => Assert.False(string.IsNullOrWhiteSpace(channel.Names.GetValueOrDefault(l.Culture.Name)), $"{channel.Code} in {l.Name}"));
            Assert.True(channel.MostCharacters > 0);
        });
        Assert.All(MessageChannels.All, code => Assert.NotNull(Book.Find(code)));
        Assert.Equal(Book.All.Count, Book.All.Select(c => c.Code).Distinct().Count());
    }

    [Theory]
    [InlineData("zalo", "0912 345 678", "84912345678")]
    [InlineData("zalo", "hoa", null)]
    [InlineData("wechat", " hoa_88 ", "hoa_88")]
    [InlineData("wechat", "hoa\n88", null)]
    [InlineData("wechat", "  ", null)]
    [InlineData("letter", "12 Lê Lợi\r\n\r\n  Quận 1 \nTP. Hồ Chí Minh\n", "12 Lê Lợi\nQuận 1\nTP. Hồ Chí Minh")]
    [InlineData("letter", "1\n2\n3\n4\n5\n6\n7", null)]
    [InlineData("letter", "a\tb", null)]
    [InlineData("app", "0195C0DE-0000-7000-8000-000000000001", "0195c0de-0000-7000-8000-000000000001")]
    [InlineData("app", "Mai", null)]
    [InlineData("email", "nobody", null)]
    [InlineData("pigeon", "anybody", null)]
    public void An_address_is_kept_as_its_way_writes_it_or_refused(string channel, string typed, string? kept)
    {
        var address = Book.AddressOf(channel, typed);

        Assert.Equal(kept, address.Is(out var found) ? found : null);
        Assert.Equal(kept is null, address.Error is not null);
    }

    [Fact]
    public async Task An_operator_adds_a_way_and_its_messages_are_taken()
    {
        Assert.Equal("messages.no-channel", (await room.Order(MailRoom.Mail("hoa") with { Channel = "line" })).Error?.Code);
        await room.Set(new ChannelSettings { Ways = "line = LINE; name; 60\n\n kiosk = Đài xã; postal; 900" });

        Assert.Equal("LINE", Book.NameOf("line"));
        Assert.Null((await room.Order(MailRoom.Mail("hoa") with { Channel = "line" })).Error);
        await room.Set(new ChannelSettings { Ways = "line = LINE; name; 20" });
        Assert.Equal("messages.too-long-for-channel", (await room.Order(MailRoom.Mail("nam") with { Channel = "line" })).Error?.Code);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("line = LINE; telephone")]
    [InlineData("line = LINE; pigeon; 10")]
    [InlineData("line = LINE; name; 0")]
    [InlineData("line = LINE; name; 1\nline = Other; name; 1")]
    [InlineData("zalo = Mine; name; 10")]
    [InlineData("LINE = LINE; name; 10")]
    [InlineData("a-code-of-seventeen = X; name; 10")]
    public async Task A_way_that_cannot_be_read_is_refused(string ways)
    {
        var refused = await room.Harness.Send(new ChangeSettings(new ChannelSettings { Ways = ways }));

        Assert.Equal("Ways", Assert.Single(refused.Error!.Fields).Field);
    }

    [Fact]
    public void A_chat_says_what_the_sms_says_with_its_accents_and_a_fax_what_the_mail_says()
    {
        var all = new RenderedMessage("vi", "Tiêu đề", "Thư", "<p>Thư</p>", "Da nhan", "Thông báo", "<p>Giấy</p>") { Chat = "Đã nhận", LetterText = "Giấy" };

        Assert.Equal(("Đã nhận", (string?)null), Book.WordsOf("zalo", all));
        Assert.Equal("Thông báo", Book.WordsOf("zalo", all with { Chat = null, Sms = null }).Text);
        Assert.Equal("Thư", Book.WordsOf("voice", all with { Chat = null, Sms = null, App = null }).Text);
        Assert.Equal("Da nhan", Book.WordsOf("sms", all).Text);
        Assert.Equal(("Thư", (string?)null), Book.WordsOf("fax", all));
        Assert.Equal(("Giấy", "<p>Giấy</p>"), Book.WordsOf("letter", all));
        Assert.Equal(("Thư", "<p>Thư</p>"), Book.WordsOf("email", all));
    }
}
