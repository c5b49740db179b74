using System.Globalization;
using WaterCrm.Kernel.Messages.Http;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Gateway;

/// <summary>
/// Sends text messages by the gateway of the settings. A gateway may stand in the utility's own network - a modem with an HTTP door - so its address,
/// which only who may change the settings writes, may lead there.
/// </summary>
internal sealed class GatewayTransport(Settings<GatewaySettings> settings, Trial trial, TimeProvider clock) : IMessageTransport
{
    public string Channel => MessageChannels.Sms;

    public TransportLimits? Limits => settings.Current is { Address.Length: > 0 } gateway ? new(gateway.Connections, gateway.PerMinute, PerDay: gateway.PerDay) : null;

    /// <summary>A connection is made for each message: only then it is certain that nothing is written twice.</summary>
    public Task<ITransportConnection> Open(CancellationToken token) =>
        trial.Is ? throw new TransportDownException("this is a trial, from which nothing is sent") : Task.FromResult<ITransportConnection>(new Connection(settings.Current, trial, clock));

    private const int MostParts = 255;   // 3GPP TS 23.040, 9.2.3.24.1: their number is one octet

    private sealed class Connection(GatewaySettings gateway, Trial trial, TimeProvider clock) : ITransportConnection
    {
        public async Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token)
        {
            var parts = SmsText.Measure(message.Text).Segments;
            if (parts is 0 or > MostParts) return new SendOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"A text message has 1 to {MostParts} parts; this one would have {parts}."));
            using var request = GatewayRequest.Of(gateway, message);
            if (request is null) return new SendOutcome.Refused("The text is too long for the address of the gateway.");
            try
            {
                var answer = await HttpCall.Send(request, TimeSpan.FromSeconds(gateway.TimeOutSeconds), clock, trial, connect: null, token);
                return GatewayAnswer.Judge(gateway, answer, parts);
            }
            catch (HttpCallException silence) when (silence.IsWritten)
            {
                return new SendOutcome.Unknown($"The connection ended before the gateway had answered: {silence.Message}");
            }
            catch (HttpCallException silence)
            {
                throw new TransportDownException($"{request.RequestUri!.Host}: {silence.Message}", silence);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
