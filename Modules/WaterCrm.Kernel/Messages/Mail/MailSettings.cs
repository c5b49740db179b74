using System.Net.Mail;
using FluentValidation;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Mail;

/// <summary>The mail server that takes what is written to people, and who writes.</summary>
[SettingsGroup("mail", "Outgoing mail", Help = "The server that sends your mail. Your provider or your office tells you these values.", Order = 31)]
public sealed record MailSettings
{
    [Setting("Mail server", Help = "Such as mail.example.org. While this is empty, mails wait.")]
    public string Host { get; init; } = "";

    [Setting("Port", Help = "Usually 587; 465 where the connection is encrypted from its beginning.", Min = 1, Max = 65_535)]
    public int Port { get; init; } = 587;

    [Setting("Encryption", Help = "STARTTLS usually with port 587, TLS with port 465; none only for a server on this machine or in your own network.", Required = true, Options = typeof(MailSecurityOptions))]
    public string Security { get; init; } = MailSecurity.StartTls;

    [Setting("Certificate that is trusted", Help = "Only for a mail server whose certificate no public authority has signed: its own certificate or that of its authority, as text that begins with -----BEGIN CERTIFICATE-----. Then no other is trusted.", Long = true)]
    public string TrustedCertificate { get; init; } = "";

    [Setting("User name", Help = "Empty where the server asks for none.")]
    public string User { get; init; } = "";

    [Setting("Password", Secret = true)]
    public string Password { get; init; } = "";

    [Setting("Sender", Help = "The address mails come from. What cannot be delivered comes back to it.")]
    public string From { get; init; } = "";

    [Setting("Sender's name", Help = "Empty for the name of the utility.")]
    public string FromName { get; init; } = "";

    [Setting("Other senders", Help = "One in a line: news = news@example.org for news, service = service@example.org for everything else. What is not named here comes from the sender above.", Long = true)]
    public string OtherSenders { get; init; } = "";

    [Setting("Answers go to", Help = "Empty for the sender.")]
    public string ReplyTo { get; init; } = "";

    [Setting("Address of this system", Help = "As people type it, such as https://crm.example.org. Links in mails begin with it; while it is empty no mail with a link goes out.")]
    public string PublicAddress { get; init; } = "";

    [Setting("Connections at once", Min = 1, Max = 20)]
    public int Connections { get; init; } = 2;

    [Setting("At most", Unit = "mails a minute", Help = "0 for as many as the server takes.")]
    public int PerMinute { get; init; }

    [Setting("At most to one receiving server", Unit = "mails an hour", Help = "Large mail providers put off who sends too fast. 0 for no limit.")]
    public int PerDomainAndHour { get; init; }

    [Setting("At most", Unit = "mails a day", Help = "A loop or a mistake stops here, and the page about the system's health says so. 0 for no limit.")]
    public int PerDay { get; init; } = 20_000;

    /// <summary>Who writes on a topic.</summary>
    public string SenderOf(MessageTopic topic) => Senders(OtherSenders)?.GetValueOrDefault(topic.ToString()) ?? From;

    internal static IReadOnlyDictionary<string, string>? Senders(string text)
    {
        Dictionary<string, string> senders = new(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } topic, var address] || !Enum.TryParse<MessageTopic>(topic, ignoreCase: true, out _) || !MailAddresses.LooksRight(address)) return null;
            senders[topic] = address;
        }

        return senders;
    }
}

/// <summary>How the connection to the mail server is encrypted.</summary>
internal static class MailSecurity
{
    public const string None = "none", StartTls = "starttls", Tls = "tls";
}

/// <summary>Called as providers call them, in every language.</summary>
internal sealed class MailSecurityOptions : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => [new(MailSecurity.StartTls, "STARTTLS"), new(MailSecurity.Tls, "TLS"), new(MailSecurity.None, "–")];
}

internal sealed class MailSettingsRules : AbstractValidator<MailSettings>
{
    public MailSettingsRules()
    {
        RuleFor(m => m.Host).Must(host => host.Length == 0 || Uri.CheckHostName(host) != UriHostNameType.Unknown).WithMessage("This is not the name of a server. Write it as mail.example.org.");
        RuleFor(m => m.From).Must(MailAddresses.LooksRight).When(m => m.Host.Length > 0).WithMessage("This is not an e-mail address. Write it as care@example.org.");
        RuleFor(m => m.ReplyTo).Must(address => address.Length == 0 || MailAddresses.LooksRight(address)).WithMessage("This is not an e-mail address. Write it as care@example.org.");
        RuleFor(m => m.PublicAddress).Must(address => address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is "https" or "http")).WithMessage("This is not an address of a web site. Write it as https://crm.example.org.");
        RuleFor(m => m.OtherSenders).Must(text => MailSettings.Senders(text) is not null).WithMessage("Write one sender in a line: news = news@example.org, or service = service@example.org.");
        RuleFor(m => m.TrustedCertificate).Must(pem => MailCertificates.Read(pem) is not null).WithMessage("This is no certificate. Copy all of its text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.");
        RuleFor(m => m.Password).NotEmpty().When(m => m.User.Length > 0).WithMessage("A user name needs its password.");
    }
}

/// <summary>Addresses of mail as people and files write them.</summary>
public static class MailAddresses
{
    /// <summary>Longest that can be written to, by RFC 5321: 64 before the @, 255 after it, at most 254 in all.</summary>
    public const int MaxLength = 254;

    /// <summary>Something before an @ and a domain with a dot after it, and no more than that; also in other scripts than Latin.</summary>
    public static bool LooksRight(string address) =>
        address.Length <= MaxLength && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailAddress.TryCreate(address, out var read) && read.Address == address && read.Host.Contains('.');

    /// <summary>The part after the @, folded, as name servers know it.</summary>
    /// <param name="address">An address that <see cref="LooksRight"/>.</param>
    public static string DomainOf(string address)
    {
        var host = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        try
        {
            return new System.Globalization.IdnMapping().GetAscii(host);
        }
        catch (ArgumentException)
        {
            return host;   // no name that can be looked up; the server says so
        }
    }
}
