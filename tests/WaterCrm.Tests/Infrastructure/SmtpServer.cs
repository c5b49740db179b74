using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace WaterCrm.Tests.Infrastructure;

/// <summary>A mail as the server took it.</summary>
public sealed record ReceivedMail(
    string From, string[] To, string Subject, string? Text, string? Html, string?[] Attachments, Dictionary<string, string> Headers, string? User, bool IsEncrypted);

/// <summary>
/// A real mail server on a free port: Debian's python3-aiosmtpd. It takes everything but mail to <c>refused...@</c>,
/// and asks for a login where user and password are given. It ends with the test process, however that ends.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";   // where Debian's package is; another python in the path does not have it
    private readonly Process process;
    private readonly Channel<ReceivedMail> mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly Task reading;

    private SmtpServer(Process process, int port)
    {
        this.process = process;
        Port = port;
        reading = ReadAsync();
    }

    public int Port { get; }

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing { get; } =
        !File.Exists(Python) || !Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd") ? "The mail server python3-aiosmtpd is not installed." : null;

    /// <param name="user">Who may sign in; empty for a server that asks nobody.</param>
    /// <param name="password">With what.</param>
    /// <param name="security">As <c>MailSecurity</c> names it; empty for none.</param>
    /// <param name="certificate">A file with certificate and key in PEM, where there is encryption.</param>
    /// <param name="without">Ways to sign in that it does not offer, with commas between them.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<SmtpServer> StartAsync(string user = "", string password = "", string security = "", string certificate = "", string without = "", CancellationToken token = default)
    {
        Needs.Met(Missing);
        var script = Path.Combine(AppContext.BaseDirectory, "Infrastructure", "smtp_server.py");
        var process = Process.Start(new ProcessStartInfo(Python, ["-W", "ignore", script, user, password, security, certificate, without])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadLineAsync(token);
        return int.TryParse(said, out var port) ? new SmtpServer(process, port) : throw new InvalidOperationException($"The mail server did not start: {said}");
    }

    /// <summary>The next mail, in the order of arrival; waits for it.</summary>
    public async Task<ReceivedMail> NextAsync(CancellationToken token) => await mails.Reader.ReadAsync(token);

    /// <summary>How many mails have arrived that nobody has taken with <see cref="NextAsync"/>.</summary>
    public int Waiting => mails.Reader.Count;

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            mails.Writer.TryWrite(JsonSerializer.Deserialize<ReceivedMail>(line)!);
        mails.Writer.Complete();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }
}
