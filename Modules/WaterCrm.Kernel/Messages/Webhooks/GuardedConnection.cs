using System.Net;
using System.Net.Sockets;
using WaterCrm.Kernel.Messages.Http;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>Looks up the addresses of a name.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken token);

/// <summary>
/// Connects to public addresses only. What is checked is what is connected to: the name is asked once, here, so that one that changes its answer in between gains nothing.
/// One private address among several is enough to refuse them all.
/// </summary>
internal sealed class GuardedConnection(ResolveHost resolve, IReadOnlyCollection<string> ownHosts, Trial trial)
{
    /// <exception cref="ForbiddenAddressException">The name leads into a network of our own.</exception>
    /// <exception cref="SocketException">There is no such name, or nobody answers.</exception>
    public async ValueTask<Stream> Open(DnsEndPoint to, CancellationToken token)
    {
        if (trial.Is) throw new IOException("this is a trial, from which nothing is sent");
        var host = to.Host.Trim('[', ']');
        var addresses = await resolve(host, token);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        if (!ownHosts.Contains(host, StringComparer.OrdinalIgnoreCase) && Array.Find(addresses, a => !PublicAddress.Is(a)) is { } forbidden) throw new ForbiddenAddressException(forbidden);

        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], to.Port), token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                socket.Dispose();   // the next one may answer
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
