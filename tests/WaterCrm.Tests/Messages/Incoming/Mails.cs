using System.Text;

namespace WaterCrm.Tests.Messages.Incoming;

/// <summary>Mails as servers hand them over.</summary>
internal static class Mails
{
    /// <summary>What a server writes that could not deliver a mail of ours.</summary>
    /// <param name="reference">The Message-ID of our mail, without brackets.</param>
    /// <param name="status">RFC 3463.</param>
    /// <param name="words">Of the other server.</param>
    /// <param name="action">RFC 3464.</param>
    public static byte[] Report(string reference, string status = "5.1.1", string words = "550 5.1.1 User unknown", string action = "failed") => Raw($"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.vn
        Message-ID: <{Guid.NewGuid():N}@mx.example.vn>
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Undelivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.vn

        Final-Recipient: rfc822; somebody.else@example.vn
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; {words}
        --b
        Content-Type: text/rfc822-headers

        Message-ID: <{reference}>
        --b--
        """);

    /// <summary>What a provider writes when somebody presses "this is spam" (RFC 5965), with the address blacked out.</summary>
    public static byte[] Complaint(string reference) => Raw($"""
        From: feedback@provider.example
        Message-ID: <{Guid.NewGuid():N}@provider.example>
        Subject: FW: News
        Content-Type: multipart/report; report-type=feedback-report; boundary=b

        --b

        This is a report about a mail.
        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: SomeGenerator/1.0
        Version: 1
        --b
        Content-Type: message/rfc822

        From: care@water.example
        To: redacted@provider.example
        Message-ID: <{reference}>
        Subject: News

        News.
        --b--
        """);

    /// <summary>What a person writes.</summary>
    public static byte[] Of(string text, string from = "Hoa <hoa@example.org>", string subject = "Nước yếu", string more = "", string id = "m1@example.org") => Raw($"""
        From: {from}
        To: care@water.example
        Message-ID: <{id}>
        Subject: {subject}
        {more}Content-Type: text/plain; charset=utf-8

        {text}
        """);

    public static byte[] With(byte[] file, string name, string from = "Hoa <hoa@example.org>", string more = "") => Raw($"""
        From: {from}
        To: care@water.example
        Message-ID: <{Guid.NewGuid():N}@example.org>
        Subject: Ống vỡ
        {more}Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        Xem ảnh.
        --b
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="{name}"
        Content-Transfer-Encoding: base64

        {Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks)}
        --b--
        """);

    public static byte[] Raw(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
}
