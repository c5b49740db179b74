using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Mail;

/// <summary>Sends mails by the utility's mail server.</summary>
internal sealed class SmtpTransport(Settings<MailSettings> settings, MessageAttachments attachments, Utility utility, Trial trial, TimeProvider clock) : IMessageTransport
{
    public string Channel => MessageChannels.Email;

    public TransportLimits? Limits => settings.Current is { Host.Length: > 0 } mail ? new(mail.Connections, mail.PerMinute, mail.PerDomainAndHour, mail.PerDay) : null;

    public async Task<ITransportConnection> Open(CancellationToken token)
    {
        var mail = settings.Current;
        return new Connection(await SmtpConnection.Open(mail, trial, clock, token), mail, attachments, utility.Name, clock);
    }

    private sealed class Connection(SmtpConnection server, MailSettings mail, MessageAttachments attachments, string utility, TimeProvider clock) : IForewarnedConnection
    {
        public async Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token) => (await Send(message, Task.FromResult(true), token))!;

        public async Task<SendOutcome?> Send(OutgoingMessage message, Task<bool> noted, CancellationToken token)
        {
            var sender = new MailSender(mail.SenderOf(message.Topic), mail.FromName.Length > 0 ? mail.FromName : utility, mail.ReplyTo);
            if (await attachments.Read(message.Attachments, token) is not { } files) return new SendOutcome.Refused("An attachment is not there any more.");
            return await server.Send(sender.Address, message.Address, MailWriter.Write(message, sender, clock.GetUtcNow(), files), noted);
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
