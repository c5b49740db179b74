using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Rendering;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.News;

/// <summary>What a mail with news carries when it arrives at a mail server.</summary>
public sealed partial class NewsMailsTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task News_has_the_headers_of_a_list_and_the_link_in_its_foot_and_a_service_message_has_neither()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(DatabaseProvider.Sqlite, postgres, server.Port, s => s with { PublicAddress = "https://crm.example.org/w/", Connections = 1 });
        await room.Order(MailRoom.Mail(), MessageTopic.News);
        await room.Order(MailRoom.Mail(purpose: "service"));

        Assert.Equal(2, await room.Send());
        var (one, other) = (await server.NextAsync(Token), await server.NextAsync(Token));
        var (news, service) = one.Headers.ContainsKey("List-Id") ? (one, other) : (other, one);

        var link = OnlyLink().Match(news.Headers["List-Unsubscribe"]).Groups[1].Value;
        Assert.StartsWith("https://crm.example.org/w/unsubscribe/", link, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", news.Headers["List-Unsubscribe-Post"]);
        Assert.Equal(("<newsletter.water.example>", $"<{link}>"), (news.Headers["List-Id"], news.Headers["List-Help"]));
        Assert.Contains($"You get this as part of: Newsletter. Choose what we send you, or unsubscribe:\n{link}", news.Text!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{link}\">Choose what we send you, or unsubscribe</a>", news.Html, StringComparison.Ordinal);
        Assert.All(["List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "List-Help"], header => Assert.False(service.Headers.ContainsKey(header)));
        Assert.DoesNotContain("unsubscribe", service.Text!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://crm.example.org", true), InlineData("", false)]
    public async Task Without_an_encrypted_address_there_is_no_one_click_and_without_any_no_link(string address, bool hasLink)
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(DatabaseProvider.Sqlite, postgres, server.Port, s => s with { PublicAddress = address });
        await room.Order(MailRoom.Mail(), MessageTopic.News);

        await room.Send();

        var mail = await server.NextAsync(Token);
        Assert.False(mail.Headers.ContainsKey("List-Unsubscribe-Post"));
        Assert.Equal(hasLink, mail.Headers.ContainsKey("List-Unsubscribe"));
    }

    [Fact]
    public async Task What_is_sent_again_has_one_foot_and_is_the_same_news()
    {
        await using var room = await MailRoom.Open(DatabaseProvider.Sqlite, postgres, 0);
        await room.Set(new Kernel.Messages.Mail.MailSettings { PublicAddress = "https://crm.example.org" });
        var first = await room.Order(MailRoom.Mail(), MessageTopic.News);
        await room.Harness.Send(new CancelMessage(first.Value.Id));

        var again = await room.Harness.Send(new SendMessageAgain(first.Value.Id, "It was cancelled by mistake."));

        var (text, html, news) = await room.Harness.Read<KernelDbContext, (string, string?, string?)>(async db => await db.Messages.Where(m => m.Id == again.Value).Select(m => new { m.Content.Text, m.Content.Html, m.News }).SingleAsync(Token) is var m ? (m.Text, m.Html, m.News) : default);
        Assert.Equal((1, 1, "newsletter"), (Regex.Count(text, "/unsubscribe/"), Regex.Count(html!, "/unsubscribe/"), news));
        Assert.Equal("[QC] Chúng tôi đã nhận được phản ánh C-2026-000001", (await room.Find(again.Value)).Title);
    }

    [Fact]
    public void The_link_stands_in_the_page_whatever_page_it_is()
    {
        Assert.Contains("&lt;b&gt; <a href=\"https://a/?b&amp;c\">w</a>", MailLayout.WithLink("<p>x</p>", "<b>", "w", "https://a/?b&c"), StringComparison.Ordinal);
        Assert.Matches("(?s)<p>y</p><div class=\"m-foot\".*</div>\n</BODY>", MailLayout.WithLink("<html><BODY><p>y</p></BODY></html>", "s", "w", "https://a"));
        Assert.Matches("(?s)<p>z</p>\n<div class=\"m-foot\".*</div>\n</div>\n</body>\n</html>$", MailLayout.WithLink("<body><div><p>z</p>\n</div>\n</body>\n</html>", "s", "w", "https://a"));
    }

    [GeneratedRegex("^<([^<>]+)>$")]
    private static partial Regex OnlyLink();
}
