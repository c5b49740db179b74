using System.Net;
using System.Net.Mail;

namespace WaterCrm.Tests.Infrastructure;

public class SmtpServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        using var client = new SmtpClient("127.0.0.1", server.Port);
        using var mail = new MailMessage("crm@utility.example", "lan@example.com", "Vỡ ống ở phố Huế", "爆管已修复");

        await client.SendMailAsync(mail, Token);

        var received = await server.NextAsync(Token);
        Assert.Equal(["lan@example.com"], received.To);
        Assert.Equal("Vỡ ống ở phố Huế", received.Subject);
        Assert.Equal("爆管已修复", received.Text?.Trim());
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_server_with_a_login_takes_the_right_password_only()
    {
        await using var server = await SmtpServer.StartAsync("crm", "right", token: Token);

        await Assert.ThrowsAsync<SmtpException>(() => Send(server, new NetworkCredential("crm", "wrong")));
        await Send(server, new NetworkCredential("crm", "right"));

        Assert.Equal("crm", (await server.NextAsync(Token)).User);
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_refused()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);

        await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => Send(server, null, "refused@example.com"));

        Assert.Equal(0, server.Waiting);
    }

    private static async Task Send(SmtpServer server, NetworkCredential? login, string to = "lan@example.com")
    {
        using var client = new SmtpClient("127.0.0.1", server.Port) { Credentials = login };
        await client.SendMailAsync("crm@utility.example", to, "Subject", "Text", Token);
    }
}
