using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Mail;

/// <summary>
/// A conversation with a mail server (RFC 5321, STARTTLS by RFC 3207, AUTH PLAIN and LOGIN by RFC 4954). It is our own because it has to know, whatever
/// fails, whether the server was given the mail: before the end of DATA it was not, after the answer it was, and between the two nobody can say.
/// </summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>For one answer; RFC 5321 4.5.3.2 asks for patience of minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int LongestLine = 4_096;
    private const int MostLines = 100;
    private readonly TcpClient client = new() { NoDelay = true };
    private readonly TimeProvider clock;
    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = Stream.Null;
    private int begin, end;
    private IReadOnlyList<string> offers = [];

    private SmtpConnection(TimeProvider clock) => this.clock = clock;

    /// <exception cref="TransportDownException">The server is not there, or does not let us in.</exception>
    public static async Task<SmtpConnection> Open(MailSettings settings, Trial trial, TimeProvider clock, CancellationToken token)
    {
        if (trial.Is) throw new TransportDownException("this is a trial, from which nothing is sent");
        var connection = new SmtpConnection(clock);
        try
        {
            using var patience = connection.Patient(token);
            await connection.Begin(settings, patience.Token);
            return connection;
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            if (failure is TransportDownException || token.IsCancellationRequested) throw;
            throw new TransportDownException($"{settings.Host}:{settings.Port.ToString(CultureInfo.InvariantCulture)}: {ReasonOf(failure)}", failure);
        }
    }

    /// <summary>Hands over a mail.</summary>
    /// <param name="from">The address that gets it back.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="mail">As <see cref="MailWriter"/> writes it.</param>
    /// <param name="noted">Ends when it is written down that the server is given the mail; false where it is not ours to send.</param>
    /// <returns>Null where it was not ours to send.</returns>
    /// <exception cref="TransportDownException">The server went away or refuses the sender; it has not got the mail.</exception>
    public async Task<SendOutcome?> Send(string from, string to, byte[] mail, Task<bool> noted)
    {
        var isHandedOver = false;
        try
        {
            using var patience = Patient(CancellationToken.None);
            if (AsciiAddress(to) is not { } receiver) return new SendOutcome.Refused($"{to}: the mail server takes no addresses in other scripts than Latin before the @");
            var utf8 = receiver.All(char.IsAscii) ? "" : " SMTPUTF8";
            var taken = await Ask($"MAIL FROM:<{AsciiAddress(from) ?? from}>{utf8}", patience.Token);
            if (!taken.IsGood) return taken.IsLater ? await Reset(new SendOutcome.Later(taken.Text), patience.Token) : throw new TransportDownException($"the mail server refuses the sender {from}: {taken.Text}");
            taken = await Ask($"RCPT TO:<{receiver}>", patience.Token);
            if (!taken.IsGood) return await Reset(taken.IsLater ? new SendOutcome.Later(taken.Text) : new SendOutcome.Refused(taken.Text, taken.IsDeadAddress), patience.Token);
            if (!await noted)
            {
                await Ask("RSET", patience.Token);
                return null;
            }

            taken = await Ask("DATA", patience.Token);
            if (taken.Code != 354) return await Reset(taken.IsLater ? new SendOutcome.Later(taken.Text) : new SendOutcome.Refused(taken.Text), patience.Token);
            var data = Stuffed(mail);
            isHandedOver = true;   // from the first byte on: the end may be in the same packet
            await stream.WriteAsync(data, patience.Token);
            await stream.FlushAsync(patience.Token);
            taken = await Answer(patience.Token);
            return taken.IsGood ? new SendOutcome.Taken() : taken.IsLater ? new SendOutcome.Later(taken.Text) : new SendOutcome.Refused(taken.Text);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return isHandedOver ? new SendOutcome.Unknown($"The connection ended before the mail server had answered: {ReasonOf(failure)}") : throw new TransportDownException(ReasonOf(failure), failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            if (client.Connected) await stream.WriteAsync("QUIT\r\n"u8.ToArray(), patience.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or AuthenticationException)
        {
            // Then it need not be told.
        }

        await stream.DisposeAsync();
        client.Dispose();
    }

    private async Task Begin(MailSettings settings, CancellationToken token)
    {
        await client.ConnectAsync(settings.Host, settings.Port, token);
        stream = client.GetStream();
        if (settings.Security == MailSecurity.Tls) await Encrypt(settings, token);
        Expect(await Answer(token), 220);
        await Greet(token);
        if (settings.Security == MailSecurity.StartTls)
        {
            Expect(await Ask("STARTTLS", token), 220);
            if (begin < end) throw new IOException("the mail server said something between STARTTLS and its beginning");   // else somebody in between could have said it
            await Encrypt(settings, token);
            await Greet(token);
        }

        if (settings.User.Length > 0) await SignIn(settings.User, settings.Password, token);
    }

    private async Task Encrypt(MailSettings settings, CancellationToken token)
    {
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host, CertificateChainPolicy = MailCertificates.PolicyOf(settings.TrustedCertificate) }, token);
    }

    private async Task Greet(CancellationToken token)
    {
        var greeting = await Ask($"EHLO [{((System.Net.IPEndPoint)client.Client.LocalEndPoint!).Address.MapToIPv4()}]", token);
        Expect(greeting, 250);
        offers = [.. greeting.Lines.Skip(1).Select(l => l.ToUpperInvariant())];
    }

    private async Task SignIn(string user, string password, CancellationToken token)
    {
        var ways = offers.FirstOrDefault(o => o.StartsWith("AUTH", StringComparison.Ordinal)) ?? "";
        if (ways.Contains("PLAIN", StringComparison.Ordinal))
        {
            Expect(await Ask($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", token), 235);
            return;
        }

        if (!ways.Contains("LOGIN", StringComparison.Ordinal)) throw new TransportDownException("the mail server offers no way to sign in that is known here (PLAIN, LOGIN); with STARTTLS it may offer one");
        Expect(await Ask("AUTH LOGIN", token), 334);
        Expect(await Ask(Base64(user), token), 334);
        Expect(await Ask(Base64(password), token), 235);
    }

    /// <summary>The domain as name servers know it; before the @ other scripts only where the server takes them (RFC 6531).</summary>
    private string? AsciiAddress(string address)
    {
        var at = address.LastIndexOf('@');
        var local = address[..at];
        return local.All(char.IsAscii) || offers.Contains("SMTPUTF8") ? $"{local}@{MailAddresses.DomainOf(address)}" : null;
    }

    private async Task<SendOutcome> Reset(SendOutcome outcome, CancellationToken token)
    {
        await Ask("RSET", token);
        return outcome;
    }

    private async Task<SmtpReply> Ask(string line, CancellationToken token)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), token);
        await stream.FlushAsync(token);
        var reply = await Answer(token);
        return reply.Code == 421 ? throw new TransportDownException(reply.Text) : reply;   // it closes the connection
    }

    private async Task<SmtpReply> Answer(CancellationToken token)
    {
        List<string> lines = [];
        while (lines.Count < MostLines)
        {
            var line = await ReadLine(token);
            if (line.Length < 3 || !int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new IOException($"this is no mail server; it said: {line}");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new SmtpReply(code, lines);
        }

        throw new IOException("the mail server does not come to an end");
    }

    private async Task<string> ReadLine(CancellationToken token)
    {
        while (true)
        {
            var newLine = buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, begin, newLine).TrimEnd('\r');
                begin += newLine + 1;
                return line;
            }

            if (begin > 0) buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            if (end == buffer.Length) throw new IOException("the mail server writes a line without end");
            var read = await stream.ReadAsync(buffer.AsMemory(end), token);
            end += read > 0 ? read : throw new IOException("the mail server closed the connection");
        }
    }

    private Waiting Patient(CancellationToken token) => new(clock, token);

    /// <summary>With a second dot before a dot that begins a line (RFC 5321 4.5.2), and the line that ends it.</summary>
    private static byte[] Stuffed(byte[] mail)
    {
        var stuffed = new List<byte>(mail.Length + 16);
        for (var i = 0; i < mail.Length; i++)
        {
            if (mail[i] == '.' && (i == 0 || mail[i - 1] == '\n')) stuffed.Add((byte)'.');
            stuffed.Add(mail[i]);
        }

        stuffed.AddRange(".\r\n"u8);
        return [.. stuffed];
    }

    private sealed class Waiting : IDisposable
    {
        private readonly CancellationTokenSource patience, either;

        public Waiting(TimeProvider clock, CancellationToken token)
        {
            patience = new CancellationTokenSource(Patience, clock);
            either = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
        }

        public CancellationToken Token => either.Token;

        public void Dispose()
        {
            either.Dispose();
            patience.Dispose();
        }
    }

    private static void Expect(SmtpReply reply, int code)
    {
        if (reply.Code != code) throw new TransportDownException(reply.Text);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string ReasonOf(Exception failure) => failure switch
    {
        OperationCanceledException => "it does not answer",
        AuthenticationException => $"its certificate cannot be trusted. {failure.Message}",
        { InnerException: SocketException inner } => inner.Message,
        _ => failure.Message,
    };
}

/// <summary>What a mail server answered.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 300;

    public bool IsLater => Code is >= 400 and < 500;

    public string Text => $"{Code.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', Lines)}";

    /// <summary>By the enhanced status (RFC 3463): no such mailbox, no such domain, moved away. A bare 550 says too little.</summary>
    public bool IsDeadAddress => Lines.Count > 0 && Lines[0].Split(' ')[0] is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10";
}
