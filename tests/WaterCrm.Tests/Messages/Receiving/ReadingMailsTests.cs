using System.Text;
using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class ReadingMailsTests
{
    [Fact]
    public void A_vietnamese_mail_with_a_photograph_is_read_with_names_subject_text_and_file()
    {
        var mail = RawMail.Read($"""
            Return-Path: <lan.nguyen@example.vn>
            From: {RawMail.Words("Nguyễn Thị Lan", "utf-8")} <lan.nguyen@example.vn>
            To: "Cấp nước, Hà Nội" <hotro+t42@example.org>, Phạm Văn Ba <ba@example.org>
            Subject: =?UTF-8?Q?N=C6=B0=E1=BB=9Bc_=C4=91=E1=BB=A5c?=
             =?UTF-8?Q?_t=E1=BB=AB_s=C3=A1ng?=
            Date: Mon, 5 Jan 2026 08:15:00 +0700 (ICT)
            Message-ID: <abc.1@mail.example.vn>
            In-Reply-To: <q1@example.org>
            References: <q0@example.org>
              <q1@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="=_out er"

            This is a multi-part message.
            --=_out er
            Content-Type: multipart/alternative; boundary=in

            --in
            Content-Type: text/plain; charset="utf-8"
            Content-Transfer-Encoding: quoted-printable

            N=C6=B0=E1=BB=9Bc nh=C3=A0 t=C3=B4i =
            =C4=91=E1=BB=A5c.
            --in
            Content-Type: text/html; charset="utf-8"

            <p>Nước nhà tôi <b>đục</b>, in HTML.</p>
            --in--
            --=_out er
            Content-Type: image/jpeg
            Content-Disposition: attachment; filename*0*=utf-8''%E1%BA%A3nh%20; filename*1*=n%C6%B0%E1%BB%9Bc.jpg
            Content-Transfer-Encoding: base64

            /9j/4AAQ
            --=_out er--
            """);

        Assert.Equal(new MailPerson("Nguyễn Thị Lan", "lan.nguyen@example.vn"), Assert.Single(mail.From));
        Assert.Equal(["hotro+t42@example.org", "ba@example.org"], mail.To.Select(t => t.Address));
        Assert.Equal("Cấp nước, Hà Nội", mail.To[0].Name);
        Assert.Equal("Nước đục từ sáng", mail.Subject);
        Assert.Equal("Nước nhà tôi đục.", mail.Text);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 8, 15, 0, TimeSpan.FromHours(7)), mail.Date);
        Assert.Equal(("abc.1@mail.example.vn", "lan.nguyen@example.vn"), (mail.MessageId, mail.ReturnPath));
        Assert.Equal(["q1@example.org"], mail.InReplyTo);
        Assert.Equal(["q0@example.org", "q1@example.org"], mail.References);
        var photo = Assert.Single(mail.Attachments);
        Assert.Equal(("ảnh nước.jpg", "image/jpeg"), (photo.Name, photo.Type));
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10], photo.Bytes.ToArray());
    }

    [Theory]
    [InlineData("gb2312"), InlineData("gb18030"), InlineData("big5"), InlineData("utf-8"), InlineData("utf-16")]
    public void A_chinese_mail_is_read_in_the_character_set_it_names(string charset)
    {
        var mail = RawMail.Read($"""
            From: {RawMail.Words("王芳", charset)} <fang@example.cn>
            Subject: {RawMail.Words("水有味道", charset)}
            Content-Type: text/plain; charset={charset}
            Content-Transfer-Encoding: base64

            {RawMail.Base64("三天水有味道。", charset)}
            """);

        Assert.Equal(("王芳", "水有味道", "三天水有味道。"), (mail.From[0].Name, mail.Subject, mail.Text));
    }

    [Fact]
    public void Raw_bytes_in_headers_are_read_as_utf8_or_in_the_set_of_the_text()
    {
        Assert.Equal("Nước đục", RawMail.Read("From: a@example.vn\nSubject: Nước đục\n\nx").Subject);
        Assert.Equal("水有味道", RawMail.Read("From: a@example.cn\nSubject: 水有味道\nContent-Type: text/plain; charset=gb2312\n\n水", "gb18030").Subject);
    }

    [Fact]
    public void A_character_cut_in_two_encoded_words_is_put_together()
    {
        var bytes = Encoding.UTF8.GetBytes("nước");
        var mail = RawMail.Read($"From: a@example.vn\nSubject: =?utf-8?B?{Convert.ToBase64String(bytes[..2])}?=\n =?utf-8?B?{Convert.ToBase64String(bytes[2..])}?=\n\nx");

        Assert.Equal("nước", mail.Subject);
    }

    [Fact]
    public void A_line_break_hidden_in_a_subject_does_not_come_out_as_one()
    {
        var mail = RawMail.Read("From: a@example.vn\nSubject: =?utf-8?Q?hello=0D=0ABcc:_all@example.org?=\n\nx");

        Assert.Equal("hello  Bcc: all@example.org", mail.Subject);
    }

    [Theory]
    [InlineData("name=\"=?utf-8?B?aMOzYSDEkcahbi5wZGY=?=\"", "hóa đơn.pdf")]
    [InlineData("name=\"../../etc/passwd\"", "passwd")]
    [InlineData("name=\"C:\\\\temp\\\\bill.pdf\"", "bill.pdf")]
    [InlineData("name*=utf-8''bill%E2%80%AEfdp.exe", "billfdp.exe")]
    [InlineData("name=\"a;b.pdf\"; x=y", "a;b.pdf")]
    [InlineData("x=y", "1.pdf")]
    public void A_file_name_is_readable_and_leads_nowhere(string parameter, string expected)
    {
        var mail = RawMail.Read($"From: a@example.vn\nContent-Type: application/pdf; {parameter}\nContent-Transfer-Encoding: base64\n\nJVBERg==");

        Assert.Equal(expected, Assert.Single(mail.Attachments).Name);
    }

    [Fact]
    public void A_mail_in_html_only_is_read_without_its_marks_and_scripts()
    {
        var mail = RawMail.Read("""
            From: a@example.vn
            Content-Type: text/html; charset=utf-8

            <html><head><title>no</title><style>p { color: red }</style></head><body><p>N&#432;&#7899;c &amp; gi&aacute;
            cao</p><script>alert("no")</script><!-- no --><ul><li>one<li>two</ul>2 < 3<br>end<blockquote>old<br>text</blockquote></body></html>
            """);

        Assert.Equal("Nước & giá cao\none\ntwo\n2 < 3\nend\n> old\n> text", mail.Text);
    }

    [Fact]
    public void A_mail_within_the_mail_is_an_attachment_and_none_of_its_words_are_the_writers()
    {
        var mail = RawMail.Read("""
            From: a@example.vn
            Content-Type: multipart/mixed; boundary=b

            --b

            See below.
            --b
            Content-Type: message/rfc822

            From: b@example.vn
            Subject: Inner

            Inner words.
            --b--
            """);

        Assert.Equal("See below.", mail.Text);
        Assert.Equal("Inner.eml", Assert.Single(mail.Attachments).Name);
        Assert.Equal("b@example.vn", mail.Root.Parts[1].Parts[0].Headers.Raw("From"));
    }

    [Fact]
    public void A_boundary_that_begins_like_another_is_not_taken_for_it()
    {
        var mail = RawMail.Read("From: a@x.vn\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\none\n--bb--\n--b\n\ntwo\n--b--\n");

        Assert.Equal(["one", "two"], [mail.Root.Parts[0].Parts[0].Text(100), mail.Root.Parts[1].Text(100)]);
        Assert.Equal(2, mail.Root.Parts.Count);
    }

    [Theory]
    [InlineData("5 Jan 2026 08:15 GMT", "2026-01-05T08:15:00+00:00")]
    [InlineData("Mon, 05 Jan 26 08:15:00 EST", "2026-01-05T08:15:00-05:00")]
    [InlineData("Mon, 5 Jan 2026 08:15:00", "2026-01-05T08:15:00+00:00")]
    public void Dates_are_read_in_old_and_new_forms(string date, string expected) => Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), MailDate.Read(date));

    [Theory]
    [InlineData("yesterday"), InlineData("5 Jan 2026 99:99:99 +0000"), InlineData("5 Jan 2026 08:15:00 +9999"), InlineData("")]
    public void What_is_no_date_is_none(string date) => Assert.Null(MailDate.Read(date));

    [Theory]
    [InlineData("<>", ""), InlineData("<MAILER-DAEMON>", ""), InlineData("<a@x.vn>", "a@x.vn"), InlineData("a@x.vn", "a@x.vn")]
    public void An_empty_return_path_is_told_from_an_address(string raw, string expected) => Assert.Equal(expected, RawMail.Read($"Return-Path: {raw}\nFrom: a@x.vn\n\nx").ReturnPath);

    [Fact]
    public void Groups_comments_and_addresses_without_an_at_do_no_harm()
    {
        var mail = RawMail.Read("From: minh@x.vn (Minh \"B\")\nTo: undisclosed-recipients:;\nCc: staff: a@x.vn, \"b, c\" <b@x.vn>; nobody, <@>\n\nx");

        Assert.Equal("minh@x.vn", Assert.Single(mail.From).Address);
        Assert.Empty(mail.To);
        Assert.Equal(["a@x.vn", "b@x.vn", "@"], mail.Cc.Select(c => c.Address));
    }
}
