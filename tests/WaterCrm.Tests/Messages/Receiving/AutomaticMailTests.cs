using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class AutomaticMailTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied (vacation)", nameof(AutomaticSign.AutoSubmitted))]
    [InlineData("Auto-Submitted: AUTO-GENERATED; owner=a@x.vn", nameof(AutomaticSign.AutoSubmitted))]
    [InlineData("Return-Path: <>", nameof(AutomaticSign.NoReturnPath))]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", nameof(AutomaticSign.Report))]
    [InlineData("X-Autoreply: yes", nameof(AutomaticSign.AutoReplyHeader))]
    [InlineData("X-Auto-Response-Suppress: All", nameof(AutomaticSign.AutoReplyHeader))]
    [InlineData("List-Id: <news.example.org>", nameof(AutomaticSign.MailingList))]
    [InlineData("Precedence: Bulk", nameof(AutomaticSign.Precedence))]
    [InlineData("X-WaterCrm-Message: 1", nameof(AutomaticSign.OurOwn))]
    [InlineData("From: no-reply@shop.vn", nameof(AutomaticSign.Sender))]
    [InlineData("From: MAILER-DAEMON@shop.vn", nameof(AutomaticSign.Sender))]
    [InlineData("Subject: Out of office: your bill", nameof(AutomaticSign.Subject))]
    [InlineData("Subject: Automatic reply: your bill", nameof(AutomaticSign.Subject))]
    [InlineData("Subject: Trả lời tự động: hóa đơn", nameof(AutomaticSign.Subject))]
    [InlineData("Subject: Tôi đang nghỉ phép đến 5/1", nameof(AutomaticSign.Subject))]
    [InlineData("Subject: 自动回复: 账单", nameof(AutomaticSign.Subject))]
    [InlineData("Subject: 自動回覆：帳單", nameof(AutomaticSign.Subject))]
    public void A_program_is_known_by_its_sign(string header, string sign) =>
        Assert.Equal(sign, AutomaticMail.Is(RawMail.Text("x", header + (header.StartsWith("From", StringComparison.Ordinal) ? "" : "\nFrom: minh@example.vn"))).ToString());

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Subject: The office is out of water")]
    [InlineData("Subject: Nước tự động ngắt lúc trả lời điện thoại")]
    [InlineData("From: noreplyan@example.vn")]
    [InlineData("Precedence: first-class")]
    public void A_person_is_taken_for_one(string header) =>
        Assert.Null(AutomaticMail.Is(RawMail.Text("x", header + (header.StartsWith("From", StringComparison.Ordinal) ? "" : "\nFrom: minh@example.vn"))));

    [Fact]
    public void Every_real_failure_complaint_and_vacation_notice_is_automatic() =>
        Assert.Empty(RealBounces.Files.Where(f => AutomaticMail.Is(RealBounces.Mail(f)) is null).Select(Path.GetFileName));

    [Fact]
    public void Every_real_complaint_is_read_as_one_and_no_failure_is()
    {
        var complaints = RealBounces.Files.Where(f => FeedbackReader.Read(RealBounces.Mail(f)) is not null).Select(f => Path.GetFileName(f)!).ToList();

        Assert.Empty(RealBounces.Files.Select(f => Path.GetFileName(f)!).Where(f => f.StartsWith("arf-", StringComparison.Ordinal)).Except(complaints));
        Assert.Equal(["lhost-amazonses-11.eml"], complaints.Where(c => !c.StartsWith("arf-", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_complaint_names_who_complained_about_what()
    {
        var feedback = FeedbackReader.Read(RawMail.Read("""
            From: fbl@provider.vn
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: message/feedback-report

            Feedback-Type: Abuse
            User-Agent: x/1
            Original-Rcpt-To: <minh@provider.vn>
            Source-IP: 192.0.2.1

            --b
            Content-Type: message/rfc822

            From: news@example.org
            To: minh@provider.vn
            Message-ID: <n1@example.org>
            X-WaterCrm-Message: 7f3

            News
            --b--
            """))!;

        Assert.True(feedback.IsComplaint);
        Assert.Equal(("abuse", "minh@provider.vn", "n1@example.org", "7f3", "192.0.2.1"), (feedback.Kind, Assert.Single(feedback.Recipients), feedback.OriginalMessageId, feedback.Mark, feedback.SourceIp));
        Assert.False((feedback with { Kind = "auth-failure" }).IsComplaint);
        Assert.False((feedback with { Kind = "not-spam" }).IsComplaint);
    }

    [Theory]
    [InlineData("unsubscribe"), InlineData("Hủy đăng ký"), InlineData("退订")]
    public void A_wish_to_hear_no_more_in_the_subject_is_read_and_its_writer_still_a_person(string subject)
    {
        var mail = RawMail.Text("", $"From: minh@example.vn\nSubject: {subject}");

        Assert.Equal("minh@example.vn", Assert.Single(FeedbackReader.Read(mail)!.Recipients));
        Assert.True(FeedbackReader.Read(mail)!.IsComplaint);
        Assert.Null(AutomaticMail.Is(mail));
        Assert.Null(FeedbackReader.Read(RawMail.Text("", $"From: minh@example.vn\nSubject: How do I {subject}?")));
    }
}
