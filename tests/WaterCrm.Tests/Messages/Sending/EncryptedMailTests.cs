using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>Encryption and signing in, against a real mail server with a certificate that the test makes: what is not safe is not done silently.</summary>
public sealed class EncryptedMailTests(PostgresServer postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("watercrm-mail-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(MailSecurity.StartTls, "LOGIN")]   // leaves PLAIN
    [InlineData(MailSecurity.Tls, "PLAIN")]   // leaves LOGIN
    [InlineData(MailSecurity.StartTls, "PLAIN")]
    [InlineData(MailSecurity.Tls, "LOGIN")]
    public async Task A_mail_goes_encrypted_and_signed_in_over_a_certificate_of_the_utilitys_own(string security, string without)
    {
        var (file, pem) = Certificate("127.0.0.1");
        await using var server = await SmtpServer.StartAsync("crm", "Mật khẩu 1", security, file, without, Token);
        await using var room = await Open(server, s => s with { Security = security, User = "crm", Password = "Mật khẩu 1", TrustedCertificate = pem });

        await room.Order(MailRoom.Mail());
        Assert.Equal(1, await room.Send());

        var mail = await server.NextAsync(Token);
        Assert.Equal((true, "crm", "hoa@example.org"), (mail.IsEncrypted, mail.User, mail.To[0]));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_wrong_password_keeps_the_mails_waiting_and_says_so(string security)
    {
        var (file, pem) = Certificate("127.0.0.1");
        await using var server = await SmtpServer.StartAsync("crm", "right", security, file, token: Token);
        await using var room = await Open(server, s => s with { Security = security, User = "crm", Password = "wrong", TrustedCertificate = pem });

        Assert.Contains("535", await Waits(room, server), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted_and_neither_password_nor_mail_is_said(string security)
    {
        var (file, _) = Certificate("127.0.0.1");
        await using var server = await SmtpServer.StartAsync("crm", "right", security, file, token: Token);
        await using var room = await Open(server, s => s with { Security = security, User = "crm", Password = "right" });

        Assert.Contains("its certificate cannot be trusted", await Waits(room, server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_server_is_not_trusted_even_if_it_is_the_one_that_was_named()
    {
        var (file, pem) = Certificate("10.1.2.3");
        await using var server = await SmtpServer.StartAsync(security: MailSecurity.StartTls, certificate: file, token: Token);
        await using var room = await Open(server, s => s with { Security = MailSecurity.StartTls, TrustedCertificate = pem });

        Assert.Contains("its certificate cannot be trusted", await Waits(room, server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_certificate_than_the_one_that_was_named_is_not_trusted()
    {
        var (file, _) = Certificate("127.0.0.1");
        await using var server = await SmtpServer.StartAsync(security: MailSecurity.Tls, certificate: file, token: Token);
        await using var room = await Open(server, s => s with { Security = MailSecurity.Tls, TrustedCertificate = Certificate("127.0.0.1").Pem });

        Assert.Contains("its certificate cannot be trusted", await Waits(room, server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing_in_the_clear()
    {
        await using var server = await SmtpServer.StartAsync("crm", "right", token: Token);
        await using var room = await Open(server, s => s with { Security = MailSecurity.StartTls, User = "crm", Password = "right" });

        Assert.NotEqual("", await Waits(room, server));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", false)]
    [InlineData("my certificate", false)]
    public void Only_what_is_a_certificate_can_be_entered(string pem, bool isRight) =>
        Assert.Equal(isRight, new MailSettingsRules().Validate(new MailSettings { TrustedCertificate = pem }).IsValid);

    private Task<MailRoom> Open(SmtpServer server, Func<MailSettings, MailSettings> more) => MailRoom.Open(DatabaseProvider.Sqlite, postgres, server.Port, s => more(s with { Connections = 1 }));

    /// <summary>Orders a mail, sees that it waits and the server got nothing, and says why.</summary>
    private static async Task<string> Waits(MailRoom room, SmtpServer server)
    {
        var ordered = await room.Order(MailRoom.Mail());
        Assert.Equal(0, await room.Send());
        Assert.Equal((MessageState.Queued, 0), (await room.Find(ordered.Value.Id) is var waits ? (waits.State, waits.Tries) : default));
        Assert.Equal(0, server.Waiting);
        return Assert.Single(((Outages)room.Harness.Services.GetService(typeof(Outages))!).Now).Reason;
    }

    /// <summary>A certificate that signs itself, and a file with it and its key.</summary>
    private (string File, string Pem) Certificate(string address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Mail of the utility", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.pem");
        File.WriteAllText(file, $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        return (file, certificate.ExportCertificatePem());
    }
}
