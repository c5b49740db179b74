using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>A mail server that does wrong what a real one does wrong now and then: it answers each line by what the test says.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, int, string?> answers;
    private readonly Task accepting;
    private int asked;

    /// <param name="answers">The answer to a line (its first word, "." for the end of a mail, "" for the greeting) and how many such lines there were; null closes the connection.</param>
    public ScriptedMailServer(Func<string, int, string?> answers)
    {
        this.answers = answers;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Writes one byte at a time.</summary>
    public bool IsSlow { get; init; }

    public int Mails => Volatile.Read(ref asked);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = Task.Run(() => Talk(client));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var closing = client;
        try
        {
            var stream = client.GetStream();
            var reader = new StreamReader(stream, Encoding.UTF8);
            var counts = new Dictionary<string, int>();
            if (!await Say(stream, "", counts)) return;
            while (await reader.ReadLineAsync() is { } line)
            {
                Heard.Enqueue(line);
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (!await Say(stream, word, counts)) return;
                if (word != "DATA" || Heard.IsEmpty) continue;
                if (Last?.StartsWith("354", StringComparison.Ordinal) is not true) continue;
                while (await reader.ReadLineAsync() is { } text && text != ".") Heard.Enqueue(text);
                Interlocked.Increment(ref asked);
                if (!await Say(stream, ".", counts)) return;
            }
        }
        catch (IOException)
        {
        }
    }

    private string? Last { get; set; }

    private async Task<bool> Say(NetworkStream stream, string word, Dictionary<string, int> counts)
    {
        counts[word] = counts.GetValueOrDefault(word) + 1;
        Last = answers(word, counts[word]);
        if (Last is null) return false;
        var bytes = Encoding.UTF8.GetBytes(Last + "\r\n");
        if (!IsSlow) await stream.WriteAsync(bytes);
        else foreach (var one in bytes) await stream.WriteAsync(new[] { one });
        return true;
    }

    /// <summary>What a server says that does everything right.</summary>
    public static string Right(string word) => word switch { "" => "220 ready", "DATA" => "354 go on", "EHLO" => "250-hello\r\n250 SIZE 100", _ => "250 2.0.0 ok" };
}
