using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Kills;

/// <summary>20,000 mails, and the program killed three times on the way: counted by the mail server, everybody has got one.</summary>
[Trait("Category", "Long")]
public sealed class MessagesAndKillsTests(PostgresServer postgres)
{
    private const int Mails = 20_000, Connections = 4, Kills = 3, InACommand = 500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_gets_one_mail_but_for_one_a_connection_and_kill_of_which_it_is_said_that_nobody_knows()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var room = await MailRoom.Open(DatabaseProvider.Sqlite, postgres, server.Port, s => s with { Connections = Connections, PerDay = 0 });
        for (var first = 0; first < Mails; first += InACommand) await Order(room, first);

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var host = await HostProcess.Start(room.Harness.Folder, HostProcess.BuiltModules, [], Token);
            var enough = Mails * kill / (Kills + 1);
            while (server.Waiting < enough) await Task.Delay(5, Token);
            await host.Kill();
        }

        await using (var last = await HostProcess.Start(room.Harness.Folder, HostProcess.BuiltModules, [], Token))
            while ((await room.States()) is var states && (states.ContainsKey(MessageState.Queued) || states.ContainsKey(MessageState.Sending))) await Task.Delay(100, Token);

        var ended = await room.States();
        List<string> got = [];
        while (server.Waiting > 0) got.Add((await server.NextAsync(Token)).To[0]);
        Assert.Empty(got.CountBy(to => to).Where(to => to.Value > 1).Select(to => $"{to.Key} got {to.Value}"));
        Assert.Equal(Mails, ended[MessageState.Sent] + ended.GetValueOrDefault(MessageState.Uncertain));
        Assert.InRange(ended.GetValueOrDefault(MessageState.Uncertain), 0, Connections * Kills);
        var sent = await room.Harness.Read<KernelDbContext, List<string>>(db => db.Messages.Where(m => m.State == MessageState.Sent).Select(m => m.Address).ToListAsync());
        Assert.Empty(sent.Except(got));
    }

    private static Task Order(MailRoom room, int first) => room.Harness.Services.GetRequiredService<CommandRunner>().Run<Result<bool>>("test: order", async (services, token) =>
    {
        var desk = services.GetRequiredService<MessageDesk>();
        for (var i = first; i < first + InACommand; i++)
            await desk.Order(MailRoom.Mail($"customer{i}@example.org"), new Wording("complaints.received", Kernel.Messages.Templates.MessageTopic.Service, $"Phản ánh {i}", $"Kính gửi {i}"), token);
        return true;
    }, Token);
}
