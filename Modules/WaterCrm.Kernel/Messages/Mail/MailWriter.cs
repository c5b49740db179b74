using System.Globalization;
using System.Net.Mime;
using System.Text;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Sending;

namespace WaterCrm.Kernel.Messages.Mail;

/// <summary>Who writes a mail.</summary>
internal sealed record MailSender(string Address, string Name, string ReplyTo);

/// <summary>
/// Writes a mail as it goes over the wire (RFC 5322, RFC 2045-2047, RFC 2231): ASCII only, lines of at most 76 characters but for addresses.
/// Whatever stands in a value, it cannot begin a header: line breaks and other control characters become blanks.
/// </summary>
internal static class MailWriter
{
    /// <summary>By which we know our own when it comes back.</summary>
    public const string Mark = "X-WaterCrm-Message";

    private const int Line = 76;
    private const int WordBytes = 45;   // of UTF-8 that fit an encoded word of 75 characters

    public static byte[] Write(OutgoingMessage message, MailSender sender, DateTimeOffset now, IReadOnlyList<(StoredFile File, byte[] Content)> attachments)
    {
        var mail = new StringBuilder();
        Header(mail, "From", Mailbox(sender.Name, sender.Address));
        Header(mail, "To", Mailbox(message.Name, message.Address));
        if (sender.ReplyTo.Length > 0) Header(mail, "Reply-To", sender.ReplyTo);
        Header(mail, "Subject", Words(message.Title));
        Header(mail, "Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + now.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header(mail, "Message-ID", $"<{message.Reference}>");
        if (message.Thread is { } earlier)   // RFC 5322, 3.6.4: mail programs show both as one conversation
        {
            Header(mail, "In-Reply-To", $"<{earlier}>");
            Header(mail, "References", $"<{earlier}>");
        }

        Header(mail, "MIME-Version", "1.0");
        Header(mail, "Content-Language", message.Language);
        Header(mail, "Auto-Submitted", "auto-generated");   // RFC 3834: no holiday answer is wanted
        Header(mail, Mark, message.Reference);
        foreach (var (name, value) in message.Headers) Header(mail, name, Words(value));
        Body(mail, message, attachments);
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    private static void Body(StringBuilder mail, OutgoingMessage message, IReadOnlyList<(StoredFile File, byte[] Content)> attachments)
    {
        var boundary = $"=_{message.Id:N}";   // base64 and 7-bit text of ours have no such line
        if (attachments.Count > 0)
        {
            Begin(mail, "multipart/mixed", boundary + "m");
            Part(mail, boundary + "m");
        }

        if (message.Html is null) Text(mail, "plain", message.Text);
        else
        {
            Begin(mail, "multipart/alternative", boundary + "a");
            Part(mail, boundary + "a");
            Text(mail, "plain", message.Text);
            Part(mail, boundary + "a");
            Text(mail, "html", message.Html);
            End(mail, boundary + "a");
        }

        foreach (var (file, content) in attachments)
        {
            Part(mail, boundary + "m");
            Header(mail, "Content-Type", ContentType(file.ContentType));
            Header(mail, "Content-Disposition", $"attachment; filename*=utf-8''{Uri.EscapeDataString(Clean(file.Name))}");
            Encoded(mail, content);
        }

        if (attachments.Count > 0) End(mail, boundary + "m");
    }

    private static void Begin(StringBuilder mail, string type, string boundary)
    {
        Header(mail, "Content-Type", $"{type}; boundary=\"{boundary}\"");
        mail.Append("\r\n");
    }

    private static void Part(StringBuilder mail, string boundary) => mail.Append("--").Append(boundary).Append("\r\n");

    private static void End(StringBuilder mail, string boundary) => mail.Append("--").Append(boundary).Append("--\r\n");

    private static void Text(StringBuilder mail, string type, string text)
    {
        Header(mail, "Content-Type", $"text/{type}; charset=utf-8");
        Encoded(mail, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
    }

    private static void Encoded(StringBuilder mail, byte[] content)
    {
        Header(mail, "Content-Transfer-Encoding", "base64");
        mail.Append("\r\n").Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
    }

    /// <summary>Folded before words, where the line would be longer than 76.</summary>
    private static void Header(StringBuilder mail, string name, string value)
    {
        var length = name.Length + 1;
        mail.Append(name).Append(':');
        foreach (var word in Clean(value).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (length + 1 + word.Length > Line && length > name.Length + 1)
            {
                mail.Append("\r\n");
                length = 0;
            }

            mail.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        mail.Append("\r\n");
    }

    private static string Mailbox(string name, string address) =>
        name.Length == 0 ? address : $"{(name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? name : Ascii(name) ? $"\"{Clean(name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : Words(name))} <{address}>";

    /// <summary>As encoded words (RFC 2047) where it is not ASCII; a character is never cut in two.</summary>
    private static string Words(string value)
    {
        value = Clean(value);
        if (Ascii(value) && !value.Contains("=?", StringComparison.Ordinal)) return value;
        List<string> words = [];
        var piece = new StringBuilder();
        var bytes = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > WordBytes) Flush();
            piece.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        Flush();
        return string.Join(' ', words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(piece.ToString()))}?=");
            piece.Clear();
            bytes = 0;
        }
    }

    private static string ContentType(string type) => type.Length <= 100 && System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(type, out _) ? type : MediaTypeNames.Application.Octet;

    private static bool Ascii(string text) => text.All(char.IsAscii);

    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
