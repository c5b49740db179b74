using System.Text;
using WaterCrm.Kernel.Messages.Receiving;
using ReceivedMail = WaterCrm.Kernel.Messages.Receiving.ReceivedMail;

namespace WaterCrm.Tests.Messages.Receiving;

/// <summary>Mails as they come over the wire.</summary>
internal static class RawMail
{
    static RawMail() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static ReceivedMail Read(string raw, MailLimits? limits = null) => MailReader.Read(Encoding.UTF8.GetBytes(raw.ReplaceLineEndings("\r\n")), limits);

    public static ReceivedMail Read(string raw, string charset) => MailReader.Read(Encoding.GetEncoding(charset).GetBytes(raw.ReplaceLineEndings("\r\n")));

    public static string Base64(string text, string charset) => Convert.ToBase64String(Encoding.GetEncoding(charset).GetBytes(text));

    public static string Words(string text, string charset) => $"=?{charset}?B?{Base64(text, charset)}?=";

    /// <summary>A plain text mail of a person.</summary>
    public static ReceivedMail Text(string text, string headers = "From: minh@example.vn") => Read($"{headers}\nContent-Type: text/plain; charset=utf-8\n\n{text}");
}
