using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Http;

/// <summary>What the other side answered.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">At most <see cref="HttpCall.MostOfAnswer"/> bytes of it, as UTF-8.</param>
/// <param name="IsWhole">False where it was longer, broke off, or had not come to an end in time.</param>
internal sealed record HttpAnswer(int Status, string Body, bool IsWhole);

/// <summary>There was no answer.</summary>
/// <param name="isWritten">The request, or a part of it, had been written: nobody knows whether the other side has it.</param>
/// <param name="reason">In plain words.</param>
/// <param name="cause">What the network said.</param>
internal sealed class HttpCallException(bool isWritten, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public bool IsWritten => isWritten;
}

/// <summary>Opens the connection of a call.</summary>
internal delegate ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken token);

/// <summary>
/// One request over a connection of its own. .NET's client writes a request anew when a kept connection proves dead, and follows what answers say; here neither
/// happens: what is written once is written once, and it is known whether anything was.
/// </summary>
internal static class HttpCall
{
    public const int MostOfAnswer = 64 * 1024;

    private const int HeaderKilobytes = 32;

    /// <param name="request">What is asked.</param>
    /// <param name="atMost">From the look-up of the name to the last byte of the answer.</param>
    /// <param name="clock">Tells when that is over.</param>
    /// <param name="trial">From which nothing is sent.</param>
    /// <param name="connect">Null for any address.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="HttpCallException">There was no answer.</exception>
    public static async Task<HttpAnswer> Send(HttpRequestMessage request, TimeSpan atMost, TimeProvider clock, Trial trial, Connect? connect, CancellationToken token)
    {
        if (trial.Is) throw new HttpCallException(isWritten: false, "this is a trial, from which nothing is sent");
        var wire = new Wire();
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null, MaxResponseHeadersLength = HeaderKilobytes, MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.Zero, PlaintextStreamFilter = (context, _) => ValueTask.FromResult(wire.Over(context.PlaintextStream)),
        };
        if (connect is not null) handler.ConnectCallback = (context, opening) => connect(context.DnsEndPoint, opening);
        using var patience = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
        using var sender = new HttpMessageInvoker(handler, disposeHandler: false);
        try
        {
            request.Version = HttpVersion.Version11;
            using var response = await sender.SendAsync(request, either.Token);
            return await Read(response, either.Token);
        }
        catch (Exception failure) when (IsOfTheWire(failure))
        {
            throw new HttpCallException(wire.IsWritten, ReasonOf(failure), failure);
        }
    }

    private static async Task<HttpAnswer> Read(HttpResponseMessage response, CancellationToken token)
    {
        var bytes = new byte[MostOfAnswer];
        var (length, isWhole) = (0, false);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(token);
            while (length < bytes.Length)
            {
                var read = await body.ReadAsync(bytes.AsMemory(length), token);
                if (isWhole = read == 0) break;
                length += read;
            }
        }
        catch (Exception failure) when (IsOfTheWire(failure))
        {
            // The status has come and says something by itself; what is missing counts as unread.
        }

        return new HttpAnswer((int)response.StatusCode, Encoding.UTF8.GetString(bytes, 0, length), isWhole);
    }

    private static bool IsOfTheWire(Exception failure) => failure is HttpRequestException or IOException or SocketException or OperationCanceledException or AuthenticationException;

    private static string ReasonOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is ForbiddenAddressException or SocketException) return cause.Message;
            if (cause is AuthenticationException) return $"its certificate cannot be trusted. {cause.Message}";
            if (cause is OperationCanceledException) return "it does not answer";
        }

        return failure.InnerException?.Message ?? failure.Message;
    }

    /// <summary>Watches the one connection, inside of its encryption.</summary>
    private sealed class Wire
    {
        private volatile bool isWritten;

        public bool IsWritten => isWritten;

        public Stream Over(Stream stream) => isWritten ? throw new IOException("the connection ended, and nothing is written twice") : new WatchedStream(stream, () => isWritten = true);
    }
}

/// <summary>The name leads where nobody outside may send us.</summary>
internal sealed class ForbiddenAddressException(IPAddress address) : IOException(string.Create(CultureInfo.InvariantCulture, $"the name leads to {address}, which is an address of a private network"));
