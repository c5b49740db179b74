using System.Net.Sockets;
using System.Text;

namespace WaterCrm.Benchmarks.Measuring;

/// <summary>One connection that asks for a page and reads the answer to its end: a real client would take most of the time for itself.</summary>
public sealed class Wire : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfChunks = "0\r\n\r\n"u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 * 1024];
    private byte[] request = [];

    /// <param name="address">Of the server.</param>
    /// <param name="path">Of the page.</param>
    /// <param name="headers">Further lines, each with its end.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<Wire> OpenAsync(string address, string path, string headers, CancellationToken token)
    {
        var uri = new Uri(address);
        var wire = new Wire { request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {uri.Authority}\r\nAccept: text/html\r\n{headers}\r\n") };
        await wire.socket.ConnectAsync(uri.Host, uri.Port, token);
        return wire;
    }

    /// <summary>The whole answer, head included; good until the next question.</summary>
    public async Task<ReadOnlyMemory<byte>> AskAsync(CancellationToken token)
    {
        await socket.SendAsync(request, token);
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), token);
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            length += read;
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        return buffer.AsMemory(0, length);
    }

    /// <summary>The answer of a page that must be there, as text.</summary>
    public async Task<string> ReadAsync(CancellationToken token)
    {
        var answer = Encoding.UTF8.GetString((await AskAsync(token)).Span);
        return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? answer : throw new InvalidOperationException($"The page is not there: {answer}");
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(EndOfHead);
        if (head < 0) return false;
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0) return answer.EndsWith(EndOfChunks);
        _ = System.Buffers.Text.Utf8Parser.TryParse(answer[(at + 16)..], out int length, out _);
        return answer.Length == head + EndOfHead.Length + length;
    }
}
