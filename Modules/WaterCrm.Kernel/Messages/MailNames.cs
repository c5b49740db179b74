using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages;

/// <summary>What a message is called on its way, so that what comes back can be put beside it.</summary>
internal sealed class MailNames(Settings<MailSettings> mail)
{
    /// <summary>The Message-ID (RFC 5322) without its brackets; also what gateways are given.</summary>
    public string ReferenceOf(Guid message) => $"{message:N}@{Domain}";

    /// <summary>The message of a Message-ID that we gave; null where it is none of ours.</summary>
    public static Guid? MessageOf(string reference) =>
        reference.Trim('<', '>', ' ').Split('@') is [var id, _] && Guid.TryParseExact(id, "N", out var message) ? message : null;

    private string Domain => mail.Current.From is { Length: > 0 } from ? MailAddresses.DomainOf(from) : "watercrm.invalid";
}
