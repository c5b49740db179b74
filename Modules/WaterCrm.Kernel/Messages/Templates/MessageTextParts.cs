using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>What a kind of message says in one language, with its places. Empty where it says nothing on that way.</summary>
public sealed record MessageTextParts
{
    public const int LongestSubject = 300, LongestMail = 20_000, LongestShort = 2_000;

    public string Subject { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Mail { get; init; } = "";

    public string Sms { get; init; } = "";
    public string App { get; init; } = "";

    /// <summary>Markdown. Empty where the letter says what the mail says.</summary>
    public string Letter { get; init; } = "";

    /// <summary>The SMS is sent in plain Latin letters, which makes it shorter.</summary>
    public bool SmsWithoutAccents { get; init; }

    /// <summary>Equal for texts that say the same. How the SMS is sent does not make a translation old.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Subject, Mail, Sms, App, Letter))));

    /// <summary>One way to write each character and each line break.</summary>
    public MessageTextParts Tidy() => this with
    {
        Subject = PlainText.Tidy(Subject), Mail = PlainText.Tidy(Mail), Sms = PlainText.Tidy(Sms), App = PlainText.Tidy(App), Letter = PlainText.Tidy(Letter),
    };
}
