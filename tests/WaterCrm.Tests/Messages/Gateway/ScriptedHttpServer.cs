using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WaterCrm.Tests.Messages.Gateway;

/// <summary>What a server was asked.</summary>
/// <param name="Head">First line and headers, as they came.</param>
/// <param name="Body">As UTF-8.</param>
internal sealed record HttpAsked(string Head, string Body)
{
    public string Line => Head[..Head.IndexOf('\r', StringComparison.Ordinal)];

    /// <summary>Null where it is not there; each header is there at most once.</summary>
    public string? this[string header] => Head.Split("\r\n").Skip(1).SingleOrDefault(l => l.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase))?[(header.Length + 1)..].Trim();
}

/// <summary>An HTTP server on a free port of this machine that answers each request by what the test says, byte by byte where it wants, or not at all.</summary>
internal sealed class ScriptedHttpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Func<HttpAsked, Stream, CancellationToken, Task> answer;
    private readonly Task accepting;

    /// <param name="answer">Writes the answer; when it returns the connection is closed.</param>
    public ScriptedHttpServer(Func<HttpAsked, Stream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Answers each request alike.</summary>
    public ScriptedHttpServer(int status, string body, string headers = "") : this((_, stream, token) => Say(stream, status, body, headers, token))
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<HttpAsked> Asked { get; } = new();

    public async Task<HttpAsked> Next()
    {
        while (true)
        {
            if (Asked.TryDequeue(out var asked)) return asked;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public static async Task Say(Stream stream, int status, string body, string headers, CancellationToken token)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Said\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n{headers}\r\n")), token);
        await stream.WriteAsync(bytes, token);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                _ = Task.Run(() => Talk(client));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var closing = client;
        try
        {
            var stream = client.GetStream();
            if (await Read(stream) is not { } asked) return;
            Asked.Enqueue(asked);
            await answer(asked, stream, over.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task<HttpAsked?> Read(NetworkStream stream)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, over.Token) == 0) return null;
            head.Add(one[0]);
        }

        var asked = new HttpAsked(Encoding.UTF8.GetString([.. head]), "");
        var body = new byte[int.Parse(asked["Content-Length"] ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, over.Token);
        return asked with { Body = Encoding.UTF8.GetString(body) };
    }
}
