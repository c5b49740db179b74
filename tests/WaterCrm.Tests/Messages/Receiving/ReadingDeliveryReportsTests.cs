using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class ReadingDeliveryReportsTests
{
    [Fact]
    public void A_report_is_read_for_each_recipient_with_the_mail_it_is_about()
    {
        var reports = DeliveryReportReader.Read(RawMail.Read("""
            Return-Path: <>
            From: MAILER-DAEMON@mx.example.vn
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Undelivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.vn

            Final-Recipient: rfc822; minh@example.vn
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <minh@example.vn>: Recipient address
             rejected: User unknown

            Final-Recipient: rfc822; lan@example.vn
            Action: delayed
            Status: 4.2.2
            Diagnostic-Code: smtp; 452 4.2.2 Mailbox full

            Final-Recipient: rfc822; ba@example.vn
            Action: delivered
            Status: 2.0.0
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <m1@example.org>
            X-WaterCrm-Message: 7f3
            --b--
            """));

        Assert.Equal(["minh@example.vn", "lan@example.vn", "ba@example.vn"], reports.Select(r => r.Recipient));
        Assert.Equal([(FailureReason.UserUnknown, true), (FailureReason.MailboxFull, false), (FailureReason.None, false)], reports.Select(r => (r.Reason, r.IsHard)));
        Assert.Equal([DeliveryAction.Failed, DeliveryAction.Delayed, DeliveryAction.Delivered], reports.Select(r => r.Action));
        Assert.Equal(("5.1.1", 550), (reports[0].Status, reports[0].ReplyCode));
        Assert.All(reports, r => Assert.Equal(("m1@example.org", "7f3"), (r.OriginalMessageId, r.Mark)));
    }

    [Theory]
    [InlineData("550 5.1.1 User unknown", true)]
    [InlineData("450 4.1.1 <a@x.vn>: Recipient address rejected: User unknown in virtual alias table", true)]
    [InlineData("450 4.2.0 mailbox unavailable", false)]
    [InlineData("552 5.2.2 mailbox full", false)]
    [InlineData("550 5.1.1 Account disabled", false)]
    [InlineData("550 5.7.1 blocked using example.org; user unknown to you? ask the postmaster", false)]
    [InlineData("550 5.7.26 unauthenticated mail, unknown user policy", false)]
    [InlineData("550 Hộp thư đã đầy", false)]
    [InlineData("550 Tài khoản bạn gửi đến không tồn tại", true)]
    [InlineData("550 用户不存在", true)]
    [InlineData("552 收件人邮箱已满", false)]
    [InlineData("554 5.7.1 Sender address rejected: Domain not found", false)]
    [InlineData("450 4.1.2 Recipient address rejected: Domain not found, try again", false)]
    [InlineData("550 5.1.2 Domain not found", true)]
    [InlineData("550", false)]
    [InlineData("", false)]
    public void Hard_is_what_the_words_say_and_not_the_first_digit(string said, bool hard)
    {
        var status = FailureCodes.Status(said);

        Assert.Equal(hard, FailureRules.Shipped.Reason(said, "", status, FailureCodes.ReplyCode(said)).IsHard());
    }

    [Fact]
    public void Prose_names_each_recipient_with_what_is_said_about_it()
    {
        var reports = DeliveryReportReader.Read(RawMail.Text(
            "Hi. I wasn't able to deliver your message.\n\n<minh@example.vn>:\nRemote host said: 550 no such user\n\n<lan@example.vn>:\nRemote host said: 552 quota exceeded\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <m1@example.org>\nX-WaterCrm-Message: 7f3\n\nThe user full@example.vn is unknown.",
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.vn\nSubject: failure notice"));

        Assert.Equal([("minh@example.vn", FailureReason.UserUnknown), ("lan@example.vn", FailureReason.MailboxFull)], reports.Select(r => (r.Recipient, r.Reason)));
        Assert.All(reports, r => Assert.Equal(("m1@example.org", "7f3"), (r.OriginalMessageId, r.Mark)));
    }

    [Fact]
    public void A_report_that_a_person_forwards_is_no_report_about_a_mail_of_ours() =>
        Assert.Empty(DeliveryReportReader.Read(RawMail.Read("""
            From: lan@example.vn
            Subject: What is this?
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: message/rfc822

            From: MAILER-DAEMON@example.vn
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; x

            Final-Recipient: rfc822; minh@example.vn
            Action: failed
            Status: 5.1.1
            --b--
            --a--
            """)));

    [Fact]
    public void A_person_who_writes_about_an_unknown_user_reports_nothing() =>
        Assert.Empty(DeliveryReportReader.Read(RawMail.Text("I wrote to\nminh@example.vn\nand got 550 user unknown. Why?", "From: lan@example.vn\nSubject: Question")));

    [Fact]
    public void A_copy_of_thousands_of_lines_without_an_empty_one_is_read_too() =>
        Assert.Single(DeliveryReportReader.Read(RawMail.Text(
            "<minh@example.vn>:\n550 no such user\n--- Below this line is a copy of the message.\n" + string.Concat(Enumerable.Repeat("a: b\n", 5_000)),
            "From: MAILER-DAEMON@mx.example.vn\nSubject: failure notice")));

    [Theory]
    [InlineData("see 15.1.10.3 or 5.1.1", "5.1.1"), InlineData("10.5.1.1", null), InlineData("(#5.4.4)", "5.4.4"), InlineData("550-5.7.26 x", "5.7.26")]
    public void A_status_is_told_from_an_address_of_the_network(string text, string? status) => Assert.Equal(status, FailureCodes.Status(text));
}
