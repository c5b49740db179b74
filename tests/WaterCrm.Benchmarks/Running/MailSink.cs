using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WaterCrm.Benchmarks.Running;

/// <summary>A mail server in a process of its own that takes everything and keeps nothing: Debian's python3-aiosmtpd.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly Process process;

    private MailSink(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public static async Task<MailSink> StartAsync(CancellationToken token)
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", "-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]))
            ?? throw new InvalidOperationException("python3-aiosmtpd is not installed.");
        while (!await Listens(port, token))
        {
            if (process.HasExited) throw new InvalidOperationException("The mail server did not start. Install python3-aiosmtpd.");
            await Task.Delay(50, token);
        }

        return new MailSink(process, port);
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> Listens(int port, CancellationToken token)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
