using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>A runaway stops at the limit of a day, and somebody hears of it though the limit is reached.</summary>
public sealed class StoppingForTheDayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_looks_after_the_system_is_written_once_that_messages_have_stopped()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var host = await TestHost.StartAsync();
        var role = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Roles.Where(r => r.HoldsEverything).Select(r => r.Id).SingleAsync(Token));
        var added = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new AddPerson("Lê Thị Mai", "mai", "mai@water.example", [role]), Token));
        await host.Set(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "care@water.example", PerDay = 2, Connections = 1 });

        for (var i = 0; i < 5; i++) await Order(host, $"a{i}@example.org");

        List<string> to = [];
        var subject = "";
        while (to.Count < 3)
        {
            var mail = await server.NextAsync(Token);
            to.Add(mail.To[0]);
            if (mail.To[0].StartsWith("mai", StringComparison.Ordinal)) subject = mail.Subject;
        }

        Assert.Single(to, "mai@water.example");
        Assert.EndsWith("messages have stopped for today", subject, StringComparison.Ordinal);
        await Order(host, "b@example.org");
        await host.InScope(s => s.GetRequiredService<MessageSender>().SendDue(Token));
        Assert.Equal(["app", "email"], await host.InScope(s => s.GetRequiredService<KernelDbContext>().Messages.Where(m => m.Kind == KernelMessages.Stopped && m.Name == "Lê Thị Mai").OrderBy(m => m.Channel).Select(m => m.Channel).ToListAsync(Token)));
        using var mai = await host.BrowserOf(added.Value);
        Assert.Contains("2 went out", await mai.GetStringAsync("/staff/notices", Token), StringComparison.Ordinal);
        Assert.Equal(0, server.Waiting);
    }

    private static Task Order(TestHost host, string to) => host.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<Kernel.Messages.MessageDesk>().Order(
        MailRoom.Mail(to), new Kernel.Messages.Wording("complaints.received", MessageTopic.Service, "Phản ánh", "Kính gửi"), token), Token);
}
