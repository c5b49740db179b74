using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class TellingRepliesApartTests
{
    [Theory]
    [InlineData("Yes, still brown.\n\nOn Mon, 5 Jan 2026 at 08:15, Water <help@example.org> wrote:\n\n> Is it brown?\n> Water", "Yes, still brown.")]
    [InlineData("Yes.\n\nOn Mon, 5 Jan 2026 at 08:15,\nWater <help@example.org>\nwrote:\n> Is it?", "Yes.")]
    [InlineData("Vẫn đục.\n\nVào Th 2, 5 thg 1, 2026 vào lúc 08:15 Cấp nước <help@example.org> đã viết:\n\n> Còn đục không?", "Vẫn đục.")]
    [InlineData("Vẫn đục.\n\nVào 08:15, T2, 5 thg 1, 2026 Cấp nước <help@example.org> đã viết:\nCòn đục không?", "Vẫn đục.")]
    [InlineData("还是浑的。\n\n自来水 <help@example.org> 于2026年1月5日周一 08:15写道：\n\n> 还浑吗？", "还是浑的。")]
    [InlineData("还是浑的。\n\n------------------ 原始邮件 ------------------\n发件人: \"自来水\" <help@example.org>;\n发送时间: 2026年1月5日\n收件人: \"王芳\";\n主题: 水\n\n还浑吗？", "还是浑的。")]
    [InlineData("Still brown.\n\nFrom: Water <help@example.org>\nSent: Monday, January 5, 2026\nTo: Minh\nSubject: Water\n\nIs it brown?", "Still brown.")]
    [InlineData("Vẫn đục.\n\n________________________________\nTừ: Cấp nước <help@example.org>\nĐã gửi: 5/1/2026\nĐến: Minh\nChủ đề: Nước\n\nCòn đục không?", "Vẫn đục.")]
    [InlineData("Vẫn đục.\n\nTừ: Cấp nước <help@example.org>\nNgày: 5/1/2026\nTới: Minh\nTiêu đề: Nước\n\nCòn đục không?", "Vẫn đục.")]
    [InlineData("仍然渾濁。\n\n寄件者: 自來水 <help@example.org>\n寄件日期: 2026年1月5日\n收件者: 王\n主旨: 水\n\n還渾嗎？", "仍然渾濁。")]
    [InlineData("-----Original Message-----\nFrom: a@x.vn\n\nIs it?", "")]
    [InlineData("On Sunday Water wrote:\n> Is it?\nYes it is.\n> Since when?\nSunday.", "Yes it is.\nSunday.")]
    [InlineData("On my street it is brown.\nOn Sunday, Water <h@x.vn> wrote:\n> Is it?", "On my street it is brown.")]
    [InlineData("From: here to the river the water is brown.\nIt smells.", "From: here to the river the water is brown.\nIt smells.")]
    public void What_is_new_is_told_from_what_was_quoted(string text, string expected)
    {
        var reply = RawMail.Text(text).Reply;

        Assert.Equal(expected, reply.New);
        Assert.Equal(expected == text, reply.Quote.Length == 0);
    }

    [Theory]
    [InlineData("It is brown.\n-- \nMinh\n0912 000 000", "It is brown.", "-- \nMinh\n0912 000 000")]
    [InlineData("It is brown.\n\nSent from my iPhone", "It is brown.", "Sent from my iPhone")]
    [InlineData("Nước đục.\n\nĐã gửi từ iPhone của tôi", "Nước đục.", "Đã gửi từ iPhone của tôi")]
    [InlineData("水很浑。\n\n发自我的iPhone", "水很浑。", "发自我的iPhone")]
    [InlineData("Sent from my iPhone", "Sent from my iPhone", "")]
    public void A_signature_is_set_apart_unless_nothing_would_be_left(string text, string expected, string signature)
    {
        var reply = RawMail.Text(text).Reply;

        Assert.Equal((expected, signature), (reply.New, reply.Signature));
    }

    [Fact]
    public void A_reply_in_html_loses_its_quotation_too()
    {
        var mail = RawMail.Read("From: a@x.vn\nContent-Type: text/html; charset=utf-8\n\n<div>Vẫn đục.</div><div class=\"gmail_quote\"><div>Vào Th 2, 5 thg 1, 2026 lúc 08:15 Cấp nước &lt;<a href=\"mailto:h@x.vn\">h@x.vn</a>&gt; đã viết:<br></div><blockquote>Còn đục không?</blockquote></div>");

        Assert.Equal(("Vẫn đục.", true), (mail.Reply.New, mail.Reply.Quote.Contains("> Còn đục không?")));
    }

    [Fact]
    public void A_reply_is_matched_by_tag_message_and_number()
    {
        var clues = ReplyClues.Of(RawMail.Text(
            "It is about c-2026-000124, phone 0912-2026-12345.\n\nOn Sunday Water wrote:\n> C-2026-000999",
            "From: a@x.vn\nTo: Help <help+m7f3@example.org>\nDelivered-To: help@example.org\nSubject: Re: [C-2026-000123] brown water\nIn-Reply-To: <m2@example.org>\nReferences: <m1@example.org> <m2@example.org>"));

        Assert.Equal(["m7f3"], clues.Tags);
        Assert.Equal(["m2@example.org", "m1@example.org"], clues.MessageIds);
        Assert.Equal(["C-2026-000123", "C-2026-000124"], clues.Numbers);
    }
}
