using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>
/// By what the same mail is known when it is brought again. One with a Message-ID is the same where that, its sender, date, subject and text are: on two ways, or to two
/// addresses of ours, only what servers write above it differs. The Message-ID alone would not do: some programs give the same to all their mails, and anybody can copy one.
/// </summary>
internal static class MailKey
{
    public static byte[] Of(ReceivedMail mail, ReadOnlySpan<byte> raw) => mail.MessageId is not { } id
        ? SHA256.HashData(raw)
        : SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', id, mail.Headers.Raw("From"), mail.Headers.Raw("Date"), mail.Subject, mail.Text)));
}
