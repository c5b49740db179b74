using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Settings.Features;

namespace WaterCrm.BrowserTests.Infrastructure;

internal static class WrittenNews
{
    /// <summary>The path behind the link of a mail with news.</summary>
    public static async Task<string> NewsLinkAsync(this Site site, string address)
    {
        await site.SendAsync(new ChangeSettings(new MailSettings { From = "care@water.example", PublicAddress = "https://crm.example.org" }));
        return await site.InScopeAsync(async services =>
        {
            var token = TestContext.Current.CancellationToken;
            var ordered = await services.GetRequiredService<CommandRunner>().Run("test: order", (own, cancelled) => own.GetRequiredService<MessageDesk>().Order(
                new Envelope { Purpose = "news", About = ("customer", Guid.NewGuid()), Channel = MessageChannels.Email, Address = address, Language = "vi" },
                new Wording("news.test", MessageTopic.News, "Bản tin tháng 3", "Kính gửi bà Uyên"), cancelled), token);
            var text = await services.GetRequiredService<KernelDbContext>().Messages.Where(m => m.Id == ordered.Value.Id).Select(m => m.Content.Text).SingleAsync(token);
            return Regex.Match(text, @"https://crm\.example\.org(\S+)").Groups[1].Value;
        });
    }

    /// <summary>Addresses of every reason, and a mail that came in.</summary>
    public static async Task ComeBackAsync(this Site site)
    {
        foreach (var reason in Enum.GetValues<SuppressionReason>())
            await site.SendAsync(new SuppressAddress
            {
                Address = $"nguyen.hoang.{reason}@a-long-name-of-a-provider.example.org", Reason = reason, Topic = reason is SuppressionReason.Unsubscribed or SuppressionReason.Complained ? SuppressedTopic.News : SuppressedTopic.All,
                Note = "550 5.1.1 <nguyen.hoang@a-long-name-of-a-provider.example.org>: Recipient address rejected: User unknown in virtual mailbox table",
            });
        await site.SendAsync(new TakeReceivedMail(Encoding.UTF8.GetBytes("From: =?utf-8?B?Tmd1eeG7hW4gSG/DoG5nIFV5w6pu?= <uyen@a-long-name-of-a-provider.example.org>\r\nTo: care@water.example\r\nSubject: No water since the morning\r\nMessage-ID: <1@example.org>\r\nDate: Mon, 02 Mar 2026 02:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThere is no water in our street.\r\nhttps://example.org/a-very-long-address-that-must-not-make-the-page-wider-than-a-phone-of-360-pixels-whatever-it-is\r\n")));
    }
}
