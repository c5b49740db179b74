using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Tests.Messages.Rules;

/// <summary>A gateway for text messages that takes everything, unless it is away.</summary>
internal sealed class RecordingTransport(Action? onSend = null) : IMessageTransport, ITransportConnection
{
    private readonly List<string> taken = [];

    public string Channel => MessageChannels.Sms;

    public TransportLimits? Limits { get; set; } = new(1);

    /// <summary>Addresses, in their order.</summary>
    public IReadOnlyList<string> Taken => taken;

    public Task<ITransportConnection> Open(CancellationToken token) => Task.FromResult<ITransportConnection>(this);

    public Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token)
    {
        taken.Add(message.Address);
        onSend?.Invoke();
        return Task.FromResult<SendOutcome>(new SendOutcome.Taken());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
