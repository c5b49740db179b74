using System.Text;
using WaterCrm.Kernel.Messages.Receiving;
using ReceivedMail = WaterCrm.Kernel.Messages.Receiving.ReceivedMail;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class HostileMailsTests
{
    [Fact]
    public void Nesting_deeper_than_the_limit_stays_closed()
    {
        var raw = new StringBuilder("From: a@x.vn\n");
        for (var i = 0; i < 400; i++) raw.Append($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");

        var mail = RawMail.Read(raw + "\nx");

        Assert.Equal(17, mail.Root.Own().Count());
    }

    [Fact]
    public void Mails_within_mails_without_end_are_refused_or_closed() =>
        Assert.Equal(2, Depth(RawMail.Read(string.Concat(Enumerable.Repeat("From: a@x.vn\nContent-Type: message/rfc822\n\n", 5_000)), new MailLimits { Depth = 1 }).Root));

    [Fact]
    public void Too_many_parts_attachments_or_header_lines_are_refused_in_words()
    {
        var parts = "From: a@x.vn\nContent-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\nContent-Type: image/png\n\nx\n", 300)) + "--b--";

        Assert.Contains("attachments", Refused(parts, MailLimits.Default));
        Assert.Contains("parts", Refused(parts, new MailLimits { Parts = 100 }));
        Assert.Contains("header lines", Refused(string.Concat(Enumerable.Repeat("X: y\n", 3_000)), MailLimits.Default));
        Assert.Contains("bytes", Refused("From: a@x.vn\n\n" + new string('x', 200), new MailLimits { Bytes = 100 }));
    }

    [Theory]
    [InlineData(""), InlineData("\0\0\0"), InlineData("\n\n\n"), InlineData("just words\nand more of them\n"), InlineData(":::\n:\n")]
    public void What_is_no_mail_is_refused_in_words(string raw) => Assert.NotEqual("", Refused(raw, MailLimits.Default));

    [Fact]
    public void A_mail_of_thirty_megabytes_is_read_and_a_larger_one_from_a_pipe_refused()
    {
        var body = new byte[30 * 1024 * 1024];
        Array.Fill(body, (byte)'A');
        byte[] raw = [.. "From: a@x.vn\nContent-Type: application/zip; name=big.zip\nContent-Transfer-Encoding: base64\n\n"u8, .. body];

        Assert.Equal(body.Length / 4 * 3, MailReader.Read(new MemoryStream(raw)).Attachments[0].Bytes.Length);
        Assert.Throws<UnreadableMailException>(() => MailReader.Read(new Endless()));
    }

    [Theory(Timeout = 20_000)]
    [InlineData("=?"), InlineData("=?a?b?"), InlineData("\""), InlineData("<"), InlineData("("), InlineData(","), InlineData(";"), InlineData("=?utf-8?Q?=41?= ")]
    public async Task A_header_of_megabytes_costs_no_more_than_its_length(string piece)
    {
        var long1 = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        foreach (var field in new[] { "Subject", "To", "References", "Content-Type: a/b; name", "Date", "Return-Path", "Auto-Submitted" }) await ReadAll($"From: a@x.vn\n{field}: {long1}\n\nx");
    }

    [Theory(Timeout = 20_000)]
    [InlineData("<"), InlineData("<!--"), InlineData("<script>"), InlineData("&"), InlineData("<blockquote>x"), InlineData("<p "), InlineData("</"), InlineData("&#0;")]
    public async Task Html_without_end_costs_no_more_than_its_length(string piece) =>
        await ReadAll("From: a@x.vn\nContent-Type: text/html\n\n" + string.Concat(Enumerable.Repeat(piece, 3_000_000 / piece.Length)));

    [Theory(Timeout = 20_000)]
    [InlineData("\n"), InlineData("> x\n"), InlineData("From: x\n"), InlineData("On x wrote:\n"), InlineData("On x\n"), InlineData("a@x.vn\n"), InlineData("5.1.1 "), InlineData("550 "), InlineData("-- \n"), InlineData("<a@x.vn>: host unknown\n")]
    public async Task Text_full_of_marks_costs_no_more_than_its_length(string piece) =>
        await ReadAll("From: MAILER-DAEMON@x.vn\nSubject: failure notice\n\n" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));

    [Theory]
    [InlineData("multipart/mixed"), InlineData("multipart/mixed; boundary=\"\""), InlineData("multipart/mixed; boundary=never"), InlineData("multipart/"), InlineData("/"), InlineData("text/plain; charset=klingon"), InlineData("text/plain; charset=utf-7")]
    public void A_broken_type_leaves_the_text_readable(string type) => Assert.Equal("Some words.", RawMail.Read($"From: a@x.vn\nContent-Type: {type}\n\nSome words.").Text);

    /// <summary>Everything that is asked of a mail.</summary>
    internal static void ReadAll(ReceivedMail mail)
    {
        _ = (mail.Date, mail.ReturnPath, mail.MessageId, mail.InReplyTo.Count, mail.References.Count, mail.Reply.New);
        foreach (var attachment in mail.Attachments) _ = (attachment.Bytes.Length, attachment.ContentId);
        _ = (DeliveryReportReader.Read(mail).Count, FeedbackReader.Read(mail), AutomaticMail.Is(mail), ReplyClues.Of(mail));
    }

    // In a task of its own, because a test can only be given up while it waits.
    private static Task ReadAll(string raw) => Task.Run(() => ReadAll(RawMail.Read(raw)), TestContext.Current.CancellationToken);

    private static string Refused(string raw, MailLimits limits) => Assert.Throws<UnreadableMailException>(() => RawMail.Read(raw, limits)).Message;

    private static int Depth(MailPart part) => 1 + (part.Parts.Count == 0 ? 0 : part.Parts.Max(Depth));

    private sealed class Endless : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            return buffer.Length;
        }
    }
}
